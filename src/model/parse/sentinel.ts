import type { SentinelPeer, SentinelReplica, SentinelView } from '../sentinel-view';

/** A flat reply [field, value, field, value …] as a map; undefined when it is not one. */
export function fieldsOf(reply: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(reply)) return undefined;
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < reply.length; i += 2) fields.set(String(reply[i]), String(reply[i + 1]));
  return fields;
}

const list = (reply: unknown) =>
  (Array.isArray(reply) ? reply : [])
    .map(fieldsOf)
    .filter((f): f is ReadonlyMap<string, string> => f !== undefined);

/** One sentinel's view of one master, from SENTINEL MASTER, REPLICAS, SENTINELS and CKQUORUM. */
export function sentinelView(
  master: ReadonlyMap<string, string>,
  replicas: unknown,
  sentinels: unknown,
  quorumVerdict: string,
): SentinelView {
  const failover = master.get('failover-state');
  return {
    masterName: master.get('name') ?? '',
    masterIp: master.get('ip') ?? '',
    masterPort: Number(master.get('port') ?? 0),
    masterRunId: master.get('runid') ?? '',
    flags: (master.get('flags') ?? '').split(','),
    quorum: Number(master.get('quorum') ?? 0),
    configEpoch: Number(master.get('config-epoch') ?? 0),
    downAfterMs: Number(master.get('down-after-milliseconds') ?? 0),
    failoverState: failover === undefined || failover === 'none' ? undefined : failover,
    quorumVerdict,
    replicas: list(replicas).map(replica),
    otherSentinels: list(sentinels).map(peer),
  };
}

function replica(f: ReadonlyMap<string, string>): SentinelReplica {
  return {
    ip: f.get('ip') ?? '',
    port: Number(f.get('port') ?? 0),
    runId: f.get('runid') ?? '',
    flags: (f.get('flags') ?? '').split(','),
    linkOk: f.get('master-link-status') === 'ok',
    offset: Number(f.get('slave-repl-offset') ?? 0),
  };
}

function peer(f: ReadonlyMap<string, string>): SentinelPeer {
  return {
    ip: f.get('ip') ?? '',
    port: Number(f.get('port') ?? 0),
    runId: f.get('runid') ?? '',
    flags: (f.get('flags') ?? '').split(','),
    lastHelloMs: Number(f.get('last-hello-message') ?? 0),
  };
}
