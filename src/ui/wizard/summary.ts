import { type AppRights, USUAL_RIGHTS } from '../../model/acl/users';
import { formatDuration } from '../../model/format';
import { type ClusterSpec, dataNodeCount, type Persistence, type Spec } from '../../model/spec';
import { joinTexts, type Text, text } from '../../model/text';

/** What will be made apart from its name and size, short enough for one line of a quick pick. */
export const summary = (spec: Spec): Text => joinTexts(summaryParts(spec), ' · ') ?? text('{0}', spec.image);

/** The same, each by itself. */
export function summaryParts(spec: Spec): Text[] {
  const parts = [
    text('{0}', spec.image),
    describePorts(spec),
    describeAuth(spec),
    describePersistence(spec.persistence),
  ];
  if (spec.tls) parts.push(text('only TLS'));
  if (spec.shape === 'cluster' && spec.clients === 'host') parts.push(describeClients(spec));
  if (spec.maxmemoryMb !== undefined) parts.push(describeMemory(spec));
  if (spec.extraConfig.length > 0) parts.push(describeExtra(spec));
  return parts;
}

/** Where the clients of a cluster run. */
export const describeClients = ({ clients }: Pick<ClusterSpec, 'clients'>): Text =>
  clients === 'host' ? text('clients on this machine') : text('clients in containers');

/** Who may come in. */
export function describeAuth({ auth, appRights = USUAL_RIGHTS }: Spec): Text {
  switch (auth) {
    case 'none':
      return text('no password');
    case 'password':
      return text('password');
    case 'users':
      return text('users; app: {0}', RIGHTS[appRights]);
  }
}

const RIGHTS: Readonly<Record<AppRights, Text>> = {
  full: text('everything'),
  readWrite: text('read and write'),
  readOnly: text('read only'),
};

/** "ports 6379–6381, sentinels 26379–26381" */
export function describePorts(spec: Spec): Text {
  const data = portRange(spec.firstPort, dataNodeCount(spec));
  return spec.shape === 'sentinel'
    ? text('ports {0}, sentinels {1}', data, portRange(spec.firstSentinelPort, spec.sentinels))
    : text('ports {0}', data);
}

/** "7000–7005", or "6379" alone. */
export function portRange(first: number, count: number): string {
  return count === 1 ? String(first) : `${first}–${first + count - 1}`;
}

export function describePersistence(persistence: Persistence): Text {
  switch (persistence) {
    case 'none':
      return text('no persistence');
    case 'aof':
      return text('append-only file');
    case 'rdb':
      return text('RDB snapshots');
  }
}

export function describeMemory(spec: Spec): Text {
  return spec.maxmemoryMb === undefined ? text('no limit') : text('{0} MB per node', spec.maxmemoryMb);
}

export function describeExtra(spec: Spec): Text {
  const n = spec.extraConfig.length;
  if (n === 0) return text('none');
  return n === 1 ? text('1 extra line') : text('{0} extra lines', n);
}

/** A time in ms, with what it means to a person where that differs: "5000 ms (5.0 s)". */
export function describeTime(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms} ms (${formatDuration(ms)})`;
}
