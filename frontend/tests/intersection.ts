/** The elements that an app's IntersectionObserver watches, in jsdom, which has none. */
const watchers = new Map<Element, (share: number) => void>();

/** installIntersection adds an IntersectionObserver that reports only what setVisible tells it. */
export function installIntersection(): void {
  window.IntersectionObserver = class implements IntersectionObserver {
    readonly root = null;
    readonly rootMargin = '';
    readonly scrollMargin = '';
    readonly thresholds = [0.5];

    constructor(private readonly callback: IntersectionObserverCallback) {}

    observe(target: Element) {
      watchers.set(target, (intersectionRatio) =>
        this.callback([{ target, intersectionRatio, isIntersecting: intersectionRatio > 0 } as IntersectionObserverEntry], this),
      );
    }
    unobserve = (target: Element) => void watchers.delete(target);
    disconnect = () => undefined;
    takeRecords = () => [];
  };
}

/** setVisible makes a share of each element visible, from 0 to 1. Elements that nothing watches are ignored. */
export function setVisible(elements: Iterable<Element>, share = 1): void {
  for (const element of elements) watchers.get(element)?.(share);
}

/** watched returns the elements that the app watches. */
export const watched = (): Element[] => [...watchers.keys()].filter((element) => element.isConnected);
