// Video elements that outlive the screens they are shown on. A browser keeps something of every video
// that it has loaded, so an endless feed that loaded one for each screen would grow without end; and an
// element that comes back plays at once. Idle ones keep what they have loaded, the latest few of them.

const mostIdle = 16;
const idle: HTMLVideoElement[] = []; // longest idle first

/** borrowVideo gives an element that has loaded, or now loads, the video at url. Nobody else has it until it is returned. */
export function borrowVideo(url: string): HTMLVideoElement {
  const at = idle.findLastIndex((video) => video.getAttribute('src') === url);
  return at < 0 ? newVideo(url) : idle.splice(at, 1)[0]!;
}

/** returnVideo takes an element back: out of the page, still, and at its start. */
export function returnVideo(video: HTMLVideoElement): void {
  video.pause();
  if (video.currentTime > 0) video.currentTime = 0;
  video.remove();
  idle.push(video);
  if (idle.length > mostIdle) unload(idle.shift()!);
}

function newVideo(url: string): HTMLVideoElement {
  const video = document.createElement('video');
  video.className = 'absolute inset-0 size-full object-cover';
  video.muted = video.loop = video.playsInline = video.disablePictureInPicture = video.disableRemotePlayback = true;
  video.tabIndex = -1;
  video.preload = 'auto';
  video.src = url;
  return video;
}

function unload(video: HTMLVideoElement): void {
  video.removeAttribute('src');
  video.load();
}
