import { formatBytes, formatDuration, formatSlots, shortId } from '../../src/model/format';
import { machineOf, type Published, publishedAt } from '../../src/model/published';
import type { Answer, NodeSnapshot } from '../../src/model/snapshot';
import { addressOf, countSlots, lagBytes, masterOf, seenByMaster, selfPeer } from '../../src/model/structure';
import { clock, number, t } from '../l10n';
import { link } from '../picture/words';
import { formerWords, shortReplicationId } from '../replication/history-words';
import type { Scene } from '../scene';
import { serverVersion } from '../versions';
import { roleWord, stateWords } from './node-table';

export interface Fact {
  readonly what: string;
  readonly value: string;
  readonly detail?: string | undefined;
}

type Data = Extract<Answer, { kind: 'data' }>;

/** What is known of a node, in the order in which people ask. */
export function nodeFacts(node: NodeSnapshot, scene: Scene): readonly Fact[] {
  const { answer } = node;
  return [
    { what: t('Role'), value: roleWord(node, scene), detail: ofMaster(node, scene) },
    { what: t('State'), value: stateWords(node, scene) },
    ...addresses(node, scene),
    ...container(node),
    ...server(node),
    ...(answer.kind === 'data' ? [...replication(node, answer, scene), ...load(answer)] : []),
    ...clusterFacts(node),
  ];
}

function ofMaster(node: NodeSnapshot, { snapshot }: Scene): string | undefined {
  const master = masterOf(node, snapshot);
  if (master) return t('of {0}', master.name);
  const r = node.answer.kind === 'data' ? node.answer.replication : undefined;
  return r?.role === 'replica' ? t('of {0}', `${r.masterHost}:${r.masterPort}`) : undefined;
}

function addresses(node: NodeSnapshot, { snapshot }: Scene): Fact[] {
  const { container, port } = node;
  const published = publishedAt(snapshot.engine, container);
  const inHost = container.networkName === 'host' ? t('port {0} of its host', port) : undefined;
  return [
    {
      what: t('Address'),
      value: addressOf(node) ?? inHost ?? t('none while it does not run'),
      detail: published ? publishedWords(published, snapshot.engine) : t('not published'),
    },
  ];
}

function publishedWords({ address, onlyOn }: Published, engine: string): string {
  if (onlyOn !== undefined) return t('on {0} only {1}', onlyOn, address);
  return machineOf(engine) === undefined ? t('on this machine {0}', address) : t('published as {0}', address);
}

function container({ container }: NodeSnapshot): Fact[] {
  if (container.state === 'absent') return [];
  return [
    { what: t('Container'), value: container.name, detail: shortId(container.id) },
    { what: t('Engine says'), value: timeless(container.status) },
    { what: t('Image'), value: container.image },
  ];
}

/** The engine's words without "3 seconds ago", which is true only when it says them. */
function timeless(status: string): string {
  return /^\w+( \(\d+\))?/.exec(status)?.[0] ?? status;
}

function server(node: NodeSnapshot): Fact[] {
  const version = serverVersion(node);
  if (version === undefined || (node.answer.kind !== 'data' && node.answer.kind !== 'sentinel')) return [];
  const { uptimeSeconds } = node.answer.server;
  return [{ what: t('Server'), value: version, detail: t('up {0}', formatDuration(uptimeSeconds * 1000)) }];
}

function replication(node: NodeSnapshot, { replication: r }: Data, scene: Scene): Fact[] {
  const { snapshot } = scene;
  const began = scene.history.of(node.id, 'historyBegan')?.last;
  const since = began && t('since {0}', clock(began.at));
  const history = {
    what: t('Replication id'),
    value: shortReplicationId(r.replicationId),
    detail: [since, formerWords(r)].filter(Boolean).join(', '),
  };
  const offset = { what: t('Offset'), value: number(r.offset) };
  if (r.role === 'master') {
    const of = t('out of {0}', formatBytes(r.backlogSize));
    return [offset, { what: t('Backlog'), value: formatBytes(r.backlogHeld), detail: of }, history];
  }
  const lag = lagBytes(node, snapshot);
  const seen = seenByMaster(node, snapshot);
  const heard = r.lastIoSeconds === undefined ? undefined : t('last heard {0} s ago', r.lastIoSeconds);
  return [
    { what: t('Link'), value: r.link === 'up' ? t('up') : link(node, scene).words, detail: heard },
    {
      ...offset,
      detail:
        lag === undefined || !seen
          ? t('its master does not say how far it is behind')
          : t('{0} behind, acknowledged {1} s ago', formatBytes(lag), seen.lagSeconds),
    },
    history,
  ];
}

function load({ server: s }: Data): Fact[] {
  const limit = s.maxMemory > 0 ? t('out of {0}', formatBytes(s.maxMemory)) : t('no limit');
  return [
    { what: t('Memory'), value: formatBytes(s.usedMemory), detail: limit },
    { what: t('Keys'), value: number(s.keys) },
    { what: t('Operations'), value: t('{0} per second', number(s.opsPerSecond)) },
    { what: t('Clients'), value: number(s.connectedClients) },
  ];
}

function clusterFacts(node: NodeSnapshot): Fact[] {
  const self = selfPeer(node);
  if (!self) return [];
  const slots = self.slots.length === 0 ? t('none') : formatSlots(self.slots, 8);
  const count = self.slots.length === 0 ? undefined : `(${number(countSlots(self.slots))})`;
  return [
    { what: t('Slots'), value: slots, detail: count },
    { what: t('Config epoch'), value: number(self.configEpoch) },
    { what: t('Node id'), value: self.id.slice(0, 12) },
  ];
}
