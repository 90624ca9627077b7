/** Widths of elements that lay out their content by code; a change of one asks for a render. */
const widths = new WeakMap<Element, number>();
let changed: () => void = () => {};

const observer = new ResizeObserver((entries) => {
  let any = false;
  for (const { target, contentRect } of entries) {
    const width = Math.floor(contentRect.width);
    if (widths.get(target) === width) continue;
    widths.set(target, width);
    any = true;
  }
  if (any) changed();
});

export function onMeasured(render: () => void): void {
  changed = render;
}

/** The width of an element, followed from now on; undefined while it has none (not laid out yet, hidden). */
export function widthOf(element: Element | null): number | undefined {
  if (!element) return undefined;
  if (!widths.has(element)) {
    widths.set(element, Math.floor(element.getBoundingClientRect().width));
    observer.observe(element);
  }
  return widths.get(element) || undefined;
}
