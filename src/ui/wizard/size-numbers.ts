import type { ClusterSpec, ReplicationSpec, SentinelSpec, Spec } from '../../model/spec';
import { t } from '../localise';
import { askNumber } from './ask-number';
import { majority } from './sizes';
import type { Step } from './steps';

/** The questions for a size of the user's own: one number each. */
export function sizeNumbers(spec: Spec): Step<Spec>[] {
  switch (spec.shape) {
    case 'replication':
      return [replicas];
    case 'sentinel':
      return [replicas, sentinels, quorum];
    case 'cluster':
      return [masters, replicasPerMaster];
  }
}

/** A step that asks only specs of some shapes; others pass it. */
function only<S extends Spec>(
  isMine: (spec: Spec) => spec is S,
  question: (spec: S) => Parameters<typeof askNumber>[1],
): Step<Spec> {
  return async (ask, spec) => (isMine(spec) ? askNumber(ask, question(spec)) : spec);
}

const hasReplicas = (s: Spec): s is ReplicationSpec | SentinelSpec => s.shape !== 'cluster';
const isSentinel = (s: Spec): s is SentinelSpec => s.shape === 'sentinel';
const isCluster = (s: Spec): s is ClusterSpec => s.shape === 'cluster';

const replicas = only(hasReplicas, (spec) => ({
  field: 'replicas',
  prompt: t('How many replicas of the master?'),
  value: spec.replicas,
  put: (n) => ({ ...spec, replicas: n }),
}));

const sentinels = only(isSentinel, (spec) => ({
  field: 'sentinels',
  prompt: t('How many sentinels? Odd numbers from 3 up are best.'),
  value: spec.sentinels,
  // A quorum that no longer fits is not the user's fault: the next question proposes a majority.
  put: (n) => ({ ...spec, sentinels: n, quorum: majority(n) }),
}));

const quorum = only(isSentinel, (spec) => ({
  field: 'quorum',
  prompt: t('Quorum: how many sentinels must see the master down? A majority must still agree to fail over.'),
  value: spec.quorum,
  put: (n) => ({ ...spec, quorum: n }),
}));

const masters = only(isCluster, (spec) => ({
  field: 'masters',
  prompt: t('How many masters? The 16384 slots are shared among them.'),
  value: spec.masters,
  put: (n) => ({ ...spec, masters: n }),
}));

const replicasPerMaster = only(isCluster, (spec) => ({
  field: 'replicasPerMaster',
  prompt: t('How many replicas for each master?'),
  value: spec.replicasPerMaster,
  put: (n) => ({ ...spec, replicasPerMaster: n }),
}));
