import { formatBytes, formatSlots } from '../../src/model/format';
import type { Level, NodeSnapshot, SyncProgress } from '../../src/model/snapshot';
import { lagBytes, observedRole, ownSlots } from '../../src/model/structure';
import { say, t } from '../l10n';
import type { Scene } from '../scene';

/** The second line of a node's box: its trouble if it has one, else what it is there for. */
export function caption(node: NodeSnapshot, scene: Scene): string {
  const { level, sentence } = scene.healthOf(node);
  if (level !== 'ok') return say(sentence);
  if (observedRole(node) === 'master') return [t('master'), slotWords(node)].filter(Boolean).join(' · ');
  if (observedRole(node) === 'sentinel') return say(sentence);
  return t('replica · in sync');
}

/** The slots of a cluster's master; empty elsewhere. */
export function slotWords(node: NodeSnapshot): string {
  if (node.answer.kind !== 'data' || !node.answer.cluster) return '';
  const slots = ownSlots(node);
  return slots.length === 0 ? t('no slots') : formatSlots(slots, 1);
}

/** The link from a master to one of its replicas: how it is, and what is said beside it. */
export function link(replica: NodeSnapshot, scene: Scene): { level: Level; words: string } {
  const { level } = scene.healthOf(replica);
  const r = replica.answer.kind === 'data' ? replica.answer.replication : undefined;
  if (level === 'off') return { level: 'off', words: t('not linked') };
  if (level === 'pending') return { level: 'pending', words: '' };
  if (replica.container.state === 'paused') return { level: 'warning', words: t('silent') };
  if (r?.role !== 'replica') return { level: 'error', words: t('no answer') };
  if (r.syncInProgress) return { level: 'warning', words: copying(r.sync) };
  if (r.link === 'down') return { level: 'error', words: t('link down') };
  const lag = lagBytes(replica, scene.snapshot);
  return { level: 'ok', words: lag === undefined ? '' : t('lag {0}', formatBytes(lag)) };
}

/** How far a replica has come with its master's data, where that can be said. */
function copying(sync: SyncProgress | undefined): string {
  if (!sync || sync.totalBytes === 'preparing') return t('copying');
  return sync.totalBytes === 'streamed'
    ? t('copying, {0}', formatBytes(sync.readBytes))
    : t('copying, {0} %', Math.floor((sync.readBytes / sync.totalBytes) * 100));
}
