// A pool of video elements. Browsers never free all memory of a video that they have loaded, so an endless
// feed must reuse its elements. A reused element also plays at once, because the latest idle elements stay
// loaded.

const maxIdle = 16;
const idle: HTMLVideoElement[] = []; // least recently used first

/** Captions say where the captions of a video are, and their language: English by default. */
export type Captions = { captionsUrl?: string; captionsLang?: string };

/** borrowVideo returns an element for the video at url, already loaded if possible. The caller owns it until returnVideo. */
export function borrowVideo(url: string, captions: Captions = {}): HTMLVideoElement {
  const at = idle.findLastIndex(
    (video) =>
      video.getAttribute('src') === url &&
      video.querySelector('track')?.getAttribute('src') === (captions.captionsUrl ?? undefined),
  );
  return at < 0 ? newVideo(url, captions) : idle.splice(at, 1)[0]!;
}

/** returnVideo removes an element from the page, pauses and rewinds it, and returns it to the pool. */
export function returnVideo(video: HTMLVideoElement): void {
  video.pause();
  if (video.currentTime > 0) video.currentTime = 0;
  video.remove();
  idle.push(video);
  if (idle.length > maxIdle) unload(idle.shift()!);
}

function newVideo(url: string, { captionsUrl, captionsLang = 'en' }: Captions): HTMLVideoElement {
  const video = document.createElement('video');
  video.className = 'absolute inset-0 size-full object-cover';
  video.muted = video.loop = video.playsInline = video.disablePictureInPicture = video.disableRemotePlayback = true;
  video.tabIndex = -1;
  video.preload = 'auto';
  if (captionsUrl) {
    // Captions of another site need CORS, which the browser then also asks for with the video.
    if (new URL(captionsUrl, window.location.origin).origin !== window.location.origin) video.crossOrigin = 'anonymous';
    const track = document.createElement('track');
    track.kind = 'captions';
    track.label = 'Captions';
    track.srclang = captionsLang;
    track.src = captionsUrl;
    video.append(track);
  }
  video.src = url;
  return video;
}

function unload(video: HTMLVideoElement): void {
  video.removeAttribute('src');
  video.load();
}
