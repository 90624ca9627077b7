import { dataNodeCount, type SentinelSpec, type Spec } from '../../model/spec';
import { specProblems } from '../../model/spec-problems';
import { type Text, text } from '../../model/text';

export type PortField = 'firstPort' | 'firstSentinelPort';

export function portIn(spec: Spec, field: PortField): number {
  return field === 'firstSentinelPort' && spec.shape === 'sentinel' ? spec.firstSentinelPort : spec.firstPort;
}

export function withPort(spec: Spec, field: PortField, port: number): Spec {
  return { ...spec, [field]: port };
}

/** What is wrong with a spec's ports by themselves, whatever the engine has; undefined when nothing is. */
export function portProblem(spec: Spec, field: PortField): Text | undefined {
  if (field === 'firstPort' || spec.shape !== 'sentinel') {
    return specProblems(spec, []).find((p) => p.field === 'firstPort')?.what;
  }
  const { firstSentinelPort: first, sentinels } = spec;
  if (first < 1024) return text('A port from 1024 up.');
  if (first + sentinels - 1 > 65_535) return text('The last port would be above {0}.', 65_535);
  return overlap(spec)
    ? text('These are the data nodes’ own ports ({0} and up).', spec.firstPort)
    : undefined;
}

function overlap(spec: SentinelSpec): boolean {
  const dataEnd = spec.firstPort + dataNodeCount(spec);
  return spec.firstSentinelPort < dataEnd && spec.firstPort < spec.firstSentinelPort + spec.sentinels;
}
