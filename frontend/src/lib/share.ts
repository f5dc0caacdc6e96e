/** shareLink hands a link of this site to the device's share sheet, or copies it where there is none. It gives what to tell the shopper, if anything. */
export async function shareLink({ title, path }: { title: string; path: string }): Promise<string | undefined> {
  const url = new URL(path, window.location.origin).href;
  try {
    if (typeof navigator.share === 'function') await navigator.share({ title, url });
    else await navigator.clipboard.writeText(url);
  } catch (error) {
    const cancelled = error instanceof DOMException && error.name === 'AbortError';
    return cancelled ? undefined : 'The link could not be shared';
  }
  return typeof navigator.share === 'function' ? undefined : 'Link copied';
}
