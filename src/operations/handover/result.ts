import type { Check } from '../../model/checks';
import type { Done } from './journal';

/** How a handover went, as measured. */
export interface HandoverResult {
  /** Name of the old master. */
  readonly from: string;
  /** Name of the new master. */
  readonly to: string;
  /** How long the old master held writes, as seen from here, ms; 0 where it was gone already. */
  readonly heldMs: number;
  /** Bytes of acknowledged writes that the new master does not have; undefined: cannot be known. */
  readonly lostBytes: number | undefined;
  readonly steps: readonly Done[];
  /** The proof that all agree, with its evidence. */
  readonly checks: readonly Check[];
}
