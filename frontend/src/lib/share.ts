/** shareLink opens the device's share sheet, or copies the link if there is none. It returns the message to show, if any. */
export async function shareLink({ title, path }: { title: string; path: string }): Promise<string | undefined> {
  const url = new URL(path, window.location.origin).href;
  try {
    if (typeof navigator.share === 'function') await navigator.share({ title, url });
    else await navigator.clipboard.writeText(url);
  } catch (error) {
    const canceled = error instanceof DOMException && error.name === 'AbortError';
    return canceled ? undefined : 'Couldn’t share the link';
  }
  return typeof navigator.share === 'function' ? undefined : 'Link copied';
}
