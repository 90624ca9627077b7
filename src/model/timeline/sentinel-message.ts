/** A server as a sentinel's message names it. */
export interface Instance {
  readonly kind: 'master' | 'slave' | 'sentinel';
  /** Masters: the name they are monitored by; replicas: ip:port; sentinels: run id. */
  readonly name: string;
  readonly ip: string;
  readonly port: number;
}

/** What a sentinel published, taken apart (sentinel.c, sentinelEvent). */
export interface SentinelMessage {
  /** `+sdown`, `-odown`, `+switch-master` … */
  readonly event: string;
  readonly payload: string;
  /** What it is about; undefined for messages of another form. */
  readonly instance: Instance | undefined;
  /** The name of the master it belongs to; undefined when none is named. */
  readonly masterName: string | undefined;
  /** What follows after the instance, such as "#quorum 2/2". */
  readonly rest: string;
}

const INSTANCE = /^(master|slave|sentinel) (\S+) (\S+) (\d+)(?: @ (\S+) \S+ \d+)?(?: (.*))?$/;

/** Takes a message apart. Never fails: what it does not know stays as it is in `payload`. */
export function parseSentinelMessage(event: string, payload: string): SentinelMessage {
  const [, kind, name, ip, port, master, rest] = INSTANCE.exec(payload) ?? [];
  if (kind === undefined || name === undefined || ip === undefined)
    return { event, payload, instance: undefined, masterName: undefined, rest: '' };
  const instance = { kind: kind as Instance['kind'], name, ip, port: Number(port) };
  return {
    event,
    payload,
    instance,
    masterName: master ?? (kind === 'master' ? name : undefined),
    rest: rest ?? '',
  };
}

/** `+switch-master NAME oldip oldport newip newport`; undefined when it is of another form. */
export function parseSwitch(payload: string) {
  const [, name, oldIp, oldPort, newIp, newPort] = /^(\S+) (\S+) (\d+) (\S+) (\d+)$/.exec(payload) ?? [];
  if (name === undefined || oldIp === undefined || newIp === undefined) return undefined;
  return { name, old: { ip: oldIp, port: Number(oldPort) }, now: { ip: newIp, port: Number(newPort) } };
}
