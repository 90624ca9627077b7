import { defaultSpec, type SentinelSpec, type Spec } from '../spec';
import type { AdditionWish } from './addition';

/** What the topology is when a wish is done; undefined where the wish makes no sense for its shape. */
export function specAfter(spec: Spec, wish: AdditionWish, firstPort: number): Spec | undefined {
  switch (wish.kind) {
    case 'shard':
      return spec.shape === 'cluster' ? { ...spec, masters: spec.masters + 1 } : undefined;
    case 'replica':
      return spec.shape === 'cluster' ? spec : { ...spec, replicas: spec.replicas + 1 };
    case 'sentinels':
      return spec.shape === 'cluster' ? undefined : withSentinels(spec, wish, firstPort);
  }
}

function withSentinels(
  spec: Exclude<Spec, { shape: 'cluster' }>,
  { count, quorum }: Extract<AdditionWish, { kind: 'sentinels' }>,
  firstPort: number,
): SentinelSpec {
  if (spec.shape === 'sentinel') return { ...spec, sentinels: spec.sentinels + count, quorum };
  const usual = defaultSpec('sentinel', spec.name, spec.image) as SentinelSpec;
  return { ...usual, ...spec, shape: 'sentinel', sentinels: count, quorum, firstSentinelPort: firstPort };
}
