/** Drawings that scroll out of sight are not drawn until they are seen again. */
const latest = new WeakMap<Element, () => void>();
const seen = new WeakSet<Element>();

const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) seen.delete(target);
    else if (!seen.has(target)) {
      seen.add(target);
      latest.get(target)?.();
    }
  }
});

/** Draws an element now if it is seen; else as soon as it is, with whatever was asked for last. */
export function drawWhenSeen(element: Element, draw: () => void): void {
  if (!latest.has(element)) observer.observe(element);
  latest.set(element, draw);
  if (seen.has(element)) draw();
}
