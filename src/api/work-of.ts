import { render } from '../model/text';
import type { Work } from '../operations/work';
import type { CallOptions } from './types';

/** What operations work with, as a caller of the API says it. */
export const workOf = ({ signal, onStep }: CallOptions = {}): Work => ({
  signal: signal ?? new AbortController().signal,
  step: (what) => onStep?.(render(what)),
});
