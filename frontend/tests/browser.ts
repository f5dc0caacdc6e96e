import { installIntersection } from './intersection';

/** The height of every screen in these tests. */
export const screenHeight = 800;

/** installBrowser adds the layout, scrolling and video features to jsdom that the app needs. */
export function installBrowser(): void {
  window.matchMedia = (media) =>
    ({ media, matches: false, addEventListener: () => {}, removeEventListener: () => {} }) as unknown as MediaQueryList;
  window.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => screenHeight });
  Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 400, screenHeight);
  Element.prototype.scrollTo = function (this: Element, to?: ScrollToOptions | number) {
    if (typeof to === 'object' && to.top !== undefined) this.scrollTop = to.top;
    this.dispatchEvent(new Event('scroll'));
  };
  installIntersection();
  installVideo();
  installDialog();
}

function installVideo(): void {
  const playing = new WeakSet<HTMLMediaElement>();
  HTMLMediaElement.prototype.play = async function (this: HTMLMediaElement) {
    playing.add(this);
  };
  HTMLMediaElement.prototype.pause = function (this: HTMLMediaElement) {
    playing.delete(this);
  };
  HTMLMediaElement.prototype.load = () => {};
  Object.defineProperty(HTMLMediaElement.prototype, 'paused', {
    get(this: HTMLMediaElement) {
      return !playing.has(this);
    },
  });
}

function installDialog(): void {
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
}

if (!('DOMRect' in globalThis)) {
  class Rect {
    constructor(
      readonly x = 0,
      readonly y = 0,
      readonly width = 0,
      readonly height = 0,
    ) {}
    get left() {
      return this.x;
    }
    get top() {
      return this.y;
    }
    get right() {
      return this.x + this.width;
    }
    get bottom() {
      return this.y + this.height;
    }
  }
  Object.assign(globalThis, { DOMRect: Rect });
}
