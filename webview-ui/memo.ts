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
