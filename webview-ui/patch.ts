import type { Child, Described } from './elements';

/** What an element of ours was last described as. */
const known = new WeakMap<Node, Described>();
const SVG = 'http://www.w3.org/2000/svg';

/** Makes the children of an element what they are described as, changing only what differs. */
export function patch(parent: Element, children: readonly Child[]): void {
  const wanted = children.filter((child) => child !== undefined && child !== false);
  let at = parent.firstChild;
  let same = 0;
  for (; at && same < wanted.length; same++) {
    const child = wanted[same] as Present;
    if (!matches(at, child)) break;
    const next: ChildNode | null = at.nextSibling;
    update(at, child);
    at = next;
  }
  if (at || same < wanted.length) rearrange(parent, at, wanted.slice(same));
}

type Present = Described | string;

function matches(node: ChildNode, child: Present): boolean {
  if (typeof child === 'string') return node instanceof Text;
  const was = known.get(node);
  return was !== undefined && was.tag === child.tag && was.key === child.key;
}

function update(node: ChildNode, child: Present): void {
  if (typeof child !== 'string') describeAs(node as ChildNode & Element, child);
  else if ((node as Text).data !== child) (node as Text).data = child;
}

/** From the first difference on: what is there is found again by its key, what is not wanted goes. */
function rearrange(parent: Element, first: ChildNode | null, wanted: readonly Present[]): void {
  const free = new Map<string, ChildNode>();
  let place = 0;
  for (let at = first; at; at = at.nextSibling) free.set(keyOf(known.get(at), place++), at);
  const nodes = wanted.map((child, i) => {
    const key = keyOf(typeof child === 'string' ? undefined : child, i);
    const there = free.get(key);
    if (!there || !matches(there, child)) return make(child);
    free.delete(key);
    update(there, child);
    return there;
  });
  for (const stale of free.values()) stale.remove();
  putInOrder(parent, nodes);
}

function keyOf(description: Described | undefined, place: number): string {
  if (!description) return `#text ${place}`;
  return description.key === undefined
    ? `${description.tag} ${place}`
    : `${description.tag}=${description.key}`;
}

function make(child: Present): ChildNode {
  if (typeof child === 'string') return document.createTextNode(child);
  const node = child.svg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  for (const type of Object.keys(child.on)) listen(node, type);
  describeAs(node, child);
  return node;
}

function describeAs(node: Element, wanted: Described): void {
  const was = known.get(node);
  if (was === wanted) return;
  known.set(node, wanted);
  setAttributes(node, was?.attributes ?? {}, wanted.attributes);
  setCss(node as HTMLElement, was?.css ?? {}, wanted.css);
  patch(node, wanted.children);
  wanted.after?.(node);
}

/** One listener for the element's life; it calls whatever the last description says. */
function listen(node: Element, type: string): void {
  node.addEventListener(type, (event) => known.get(node)?.on[type]?.(event as never));
}

function setAttributes(node: Element, was: Described['attributes'], wanted: Described['attributes']): void {
  for (const name of Object.keys(was)) if (!(name in wanted)) node.removeAttribute(name);
  for (const [name, value] of Object.entries(wanted)) {
    if (value === was[name]) continue;
    if (value === undefined || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

function setCss(node: HTMLElement, was: Described['css'], wanted: Described['css']): void {
  for (const name of Object.keys(was)) if (!(name in wanted)) node.style.removeProperty(name);
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== was[name]) node.style.setProperty(name, value);
  }
}

/** Moves others around the element that has the focus: one that is moved itself would lose it. */
function putInOrder(parent: Element, nodes: readonly ChildNode[]): void {
  const wanted = new Set(nodes);
  let at = [...parent.childNodes].find((node) => wanted.has(node)) ?? null;
  for (const node of nodes) {
    while (at && at !== node && node.contains(document.activeElement)) {
      const next: ChildNode | null = at.nextSibling;
      parent.append(at);
      at = next;
    }
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}
