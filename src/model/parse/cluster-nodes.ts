import type { ClusterPeer, ClusterView, OpenSlot, SlotRange } from '../cluster-view';
import { parseInfo } from './info';

/**
 * Reads CLUSTER NODES: `id ip:port@bus[,hostname[,aux=…]] flags master ping pong epoch link slot…`
 * (redis.io/commands/cluster-nodes). Open slots stand as `[slot->-id]` and `[slot-<-id]` in the node's own line only.
 */
export function parseClusterNodes(reply: string): { myId: string; peers: ClusterPeer[]; open: OpenSlot[] } {
  const peers: ClusterPeer[] = [];
  const open: OpenSlot[] = [];
  let myId = '';
  for (const line of reply.split('\n')) {
    const fields = line.trim().split(' ');
    const [id, address, flagText, master, , , epoch, link] = fields;
    if (!id || !address || !flagText || link === undefined) continue;
    const flags = flagText.split(',');
    if (flags.includes('myself')) myId = id;
    const slots: SlotRange[] = [];
    for (const s of fields.slice(8)) {
      const opened = /^\[(\d+)-([<>])-([0-9a-f]+)\]$/.exec(s);
      if (opened) {
        open.push({
          slot: Number(opened[1]),
          kind: opened[2] === '>' ? 'migrating' : 'importing',
          peerId: opened[3] ?? '',
        });
      } else if (/^\d+(-\d+)?$/.test(s)) {
        const [first, last] = s.split('-').map(Number);
        slots.push([first ?? 0, last ?? first ?? 0]);
      }
    }
    const place = parseAddress(address);
    peers.push({
      id,
      ...place,
      flags,
      masterId: master === '-' ? undefined : master,
      configEpoch: Number(epoch),
      linkConnected: link === 'connected',
      slots,
    });
  }
  return { myId, peers, open };
}

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
