import type { Finding } from './finding';
import type { Repair } from './remedy';

/** A finding that can be mended from here. */
export type Mendable = Finding & { readonly remedy: { readonly kind: 'action'; readonly repair: Repair } };

/** Those that can be mended from here, in the same order. */
export const mendableOf = (found: readonly Finding[]): Mendable[] =>
  found.filter((f): f is Mendable => f.remedy.kind === 'action');
