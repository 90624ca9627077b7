import { isLoopback } from '../../model/published';
import type { Spec } from '../../model/spec';
import { specProblems } from '../../model/spec-problems';
import { type Text, text } from '../../model/text';
import { settings } from '../settings';

/** What somebody should think over before this is made. */
export function unwise(spec: Spec): Text[] {
  const open = spec.auth === 'none' && !isLoopback(settings.containers().publishOn);
  return [
    ...specProblems(spec, []).map((problem) => problem.what),
    ...(open ? [text('Open to the network without a password.')] : []),
  ];
}
