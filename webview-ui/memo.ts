/**
 * Makes something anew only when what it is made of is another object or value. A description that is the same
 * object costs nothing: patch.ts knows it already. Whoever uses this must name everything the result depends on.
 */
export function memo<Of extends readonly unknown[], Made>(make: (...of: Of) => Made): (...of: Of) => Made {
  let last: { readonly of: Of; readonly made: Made } | undefined;
  return (...of) => {
    if (!last || last.of.length !== of.length || of.some((part, i) => part !== last?.of[i])) {
      last = { of, made: make(...of) };
    }
    return last.made;
  };
}

/** More things than a page ever shows at once. */
const MOST = 4096;

/** The same for things of which there are many: each is remembered by its key. */
export function memoEach<Of extends readonly unknown[], Made>(
  make: (...of: Of) => Made,
): (key: string, ...of: Of) => Made {
  const made = new Map<string, (...of: Of) => Made>();
  return (key, ...of) => {
    let its = made.get(key);
    if (!its) {
      if (made.size >= MOST) made.clear();
      its = memo(make);
      made.set(key, its);
    }
    return its(...of);
  };
}
