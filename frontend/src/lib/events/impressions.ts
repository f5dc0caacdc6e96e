// An impression is half of a product visible for one second, as the Media Rating Council defines a viewable impression.

const visibleShare = 0.5;
const visibleMs = 1_000;

const seen = new Map<Element, () => void>(); // what to call, by watched element
const visible = new Set<Element>();
const since = new Map<Element, number>(); // when a visible element became visible, while the page is
let observer: IntersectionObserver | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** watch calls onSeen once, when half of an element was visible for a second without a break, until the returned function is called. */
export function watch(element: Element, onSeen: () => void): () => void {
  observer ??= new IntersectionObserver(update, { threshold: visibleShare });
  seen.set(element, onSeen);
  observer.observe(element);
  return () => unwatch(element);
}

function unwatch(element: Element): void {
  observer?.unobserve(element);
  for (const state of [seen, visible, since]) state.delete(element);
}

function update(entries: IntersectionObserverEntry[]): void {
  for (const { target, intersectionRatio } of entries) {
    if (!seen.has(target)) continue;
    if (intersectionRatio < visibleShare) {
      visible.delete(target);
      since.delete(target);
    } else {
      visible.add(target);
      if (!document.hidden && !since.has(target)) since.set(target, performance.now());
    }
  }
  plan();
}

// plan sets one timer for the element that has been visible for the longest time.
function plan(): void {
  clearTimeout(timer);
  if (since.size === 0) return;
  const first = Math.min(...since.values());
  timer = setTimeout(check, Math.max(0, first + visibleMs - performance.now()));
}

function check(): void {
  const due = performance.now() - visibleMs;
  for (const [element, start] of since) {
    if (start > due) continue;
    const onSeen = seen.get(element);
    unwatch(element);
    onSeen?.();
  }
  plan();
}

document.addEventListener('visibilitychange', () => {
  since.clear();
  if (!document.hidden) for (const element of visible) since.set(element, performance.now());
  plan();
});
