import type { ClusterPeer, ClusterView, OpenSlot, SlotRange } from '../cluster-view';
import { parseInfo } from './info';

/**
 * Reads CLUSTER NODES: `id ip:port@bus[,hostname[,aux=…]] flags master ping pong epoch link slot…`
 * (redis.io/commands/cluster-nodes). Open slots stand as `[slot->-id]` and `[slot-<-id]` in the node's own line only.
 * A line that says what a line said before, but for its times, is the same object.
 */
export function parseClusterNodes(reply: string): { myId: string; peers: ClusterPeer[]; open: OpenSlot[] } {
  const peers: ClusterPeer[] = [];
  const open: OpenSlot[] = [];
  let myId = '';
  for (const line of reply.split('\n')) {
    const peer = peerOf(line);
    if (!peer) continue;
    if (peer.flags.includes('myself')) myId = peer.id;
    if (line.includes('[')) open.push(...openSlots(line));
    peers.push(peer);
  }
  return { myId, peers, open };
}

/** A hundred nodes say the same of a hundred nodes each second: what was read before is found by its text. */
const readBefore = new Map<string, ClusterPeer>();
/** Lines remembered; with more, all are forgotten and read anew. */
const REMEMBERED = 4096;

function peerOf(line: string): ClusterPeer | undefined {
  const text = withoutTimes(line.trimEnd());
  if (text === undefined) return undefined;
  const before = readBefore.get(text);
  if (before) return before;
  const [id, address, flagText, master, epoch, link, ...slots] = text.split(' ');
  if (!id || !address || !flagText || link === undefined) return undefined;
  const peer: ClusterPeer = {
    id,
    ...parseAddress(address),
    flags: flagText.split(','),
    masterId: master === '-' ? undefined : master,
    configEpoch: Number(epoch),
    linkConnected: link === 'connected',
    slots: slots.filter((s) => /^\d+(-\d+)?$/.test(s)).map(slotRange),
  };
  if (readBefore.size >= REMEMBERED) readBefore.clear();
  readBefore.set(text, peer);
  return peer;
}

/** A line but for when the last ping was sent and the last pong came, its fifth and sixth field. */
function withoutTimes(line: string): string | undefined {
  const from = spaceAfter(line, -1, 4);
  const to = spaceAfter(line, from, 2);
  return from < 0 || to < 0 ? undefined : line.slice(0, from) + line.slice(to);
}

/** Where the so-manieth space behind a place is; -1: there are fewer. */
function spaceAfter(line: string, place: number, count: number): number {
  let at = place;
  for (let i = 0; i < count; i++) {
    at = line.indexOf(' ', at + 1);
    if (at < 0) return -1;
  }
  return at;
}

function slotRange(told: string): SlotRange {
  const [first = 0, last = first] = told.split('-').map(Number);
  return [first, last];
}

const openSlots = (line: string): OpenSlot[] =>
  [...line.matchAll(/\[(\d+)-([<>])-([0-9a-f]+)\]/g)].map(([, slot, way, peerId = '']) => ({
    slot: Number(slot),
    kind: way === '>' ? 'migrating' : 'importing',
    peerId,
  }));

function parseAddress(field: string): {
  ip: string;
  port: number;
  busPort: number;
  hostname: string | undefined;
} {
  const [endpoint = '', hostname] = field.split(',');
  // An IPv6 address has colons of its own: the port stands behind the last.
  const m = /^(.*):(\d+)(?:@(\d+))?$/.exec(endpoint);
  return {
    ip: m?.[1] ?? '',
    port: Number(m?.[2] ?? 0),
    busPort: Number(m?.[3] ?? 0),
    hostname: hostname || undefined,
  };
}

/** A node's own view, from its CLUSTER NODES and CLUSTER INFO. */
export function clusterView(nodes: string, infoReply: string): ClusterView {
  const info = parseInfo(infoReply);
  return {
    ...parseClusterNodes(nodes),
    state: info.get('cluster_state') === 'ok' ? 'ok' : 'fail',
    slotsAssigned: Number(info.get('cluster_slots_assigned') ?? 0),
    currentEpoch: Number(info.get('cluster_current_epoch') ?? 0),
  };
}

/**
 * What a node believes about who owns what, as text that is equal for two nodes just when they agree: sorted
 * `id:ranges` of all masters with slots (redis-cli's "signature").
 */
export function configSignature(view: ClusterView): string {
  return view.peers
    .filter((p) => p.slots.length > 0)
    .map((p) => `${p.id}:${p.slots.map(([a, b]) => `${a}-${b}`).join(',')}`)
    .sort()
    .join('|');
}
