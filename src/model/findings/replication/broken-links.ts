import { entranceWords, loginFault } from '../../acl/entrance';
import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { nodeAt, observedRole } from '../../structure';
import { type Said, said } from '../finding';
import { areApart } from '../networks';
import { type ReplicaNode, replicasIn } from '../nodes';

export type LinkCause =
  | 'itself'
  | 'ring'
  | 'otherNetwork'
  | 'noPassword'
  | 'wrongPassword'
  | 'protectedMode'
  | 'wrongPort'
  | 'masterAway'
  | 'refused'
  | 'unexplained';

/** A replica without a link to its master, and why, as far as can be told. */
export interface BrokenLink extends ReplicaNode {
  readonly address: string;
  /** The node at that address; undefined: none of these. */
  readonly master: NodeSnapshot | undefined;
  readonly cause: LinkCause;
}

/** All links that are down and not being made just now. A replica that copies its master's data has one. */
export function brokenLinks(snapshot: TopologySnapshot): BrokenLink[] {
  return replicasIn(snapshot)
    .filter(({ facts }) => facts.link === 'down' && !facts.syncInProgress)
    .map((replica) => {
      const { masterHost, masterPort } = replica.facts;
      const master = nodeAt(snapshot, masterHost, masterPort);
      const cause = causeOf(replica, master, snapshot);
      return { ...replica, master, cause, address: `${masterHost}:${masterPort}` };
    });
}

function causeOf(
  { node, facts }: ReplicaNode,
  master: NodeSnapshot | undefined,
  snapshot: TopologySnapshot,
): LinkCause {
  if (master === node || isLoopback(facts.masterHost, facts.masterPort, node)) return 'itself';
  if (master && isInRing(node, snapshot)) return 'ring';
  if (master && areApart(node, master)) return 'otherNetwork';
  const { linkError = '' } = node.evidence ?? {};
  if (master?.answer.kind === 'data') {
    if (/WRONGPASS|invalid password|invalid username-password/i.test(linkError)) return 'wrongPassword';
    const fault = faultOfLogin(node, master);
    if (fault) return fault === 'noPassword' ? 'noPassword' : 'wrongPassword';
    if (/NOAUTH/.test(linkError)) return 'noPassword';
    if (/DENIED|protected mode/i.test(linkError)) return 'protectedMode';
  }
  if (master && master.answer.kind !== 'data') return 'masterAway';
  const host = snapshot.nodes.find((n) => n.container.ip === facts.masterHost);
  if (!master && host) return 'wrongPort';
  if (/WRONGPASS|invalid password/i.test(linkError)) return 'wrongPassword';
  if (/NOAUTH/.test(linkError)) return 'noPassword';
  if (/DENIED|protected mode/i.test(linkError)) return 'protectedMode';
  return master ? 'unexplained' : 'refused';
}

/** Why the master refuses a replica's login, as far as their configurations tell. */
function faultOfLogin(replica: NodeSnapshot, master: NodeSnapshot | undefined) {
  const { config } = replica.evidence ?? {};
  const { entrance } = master?.evidence?.config ?? {};
  return config && entrance && loginFault(entrance, config.masterLogin);
}

const isLoopback = (host: string, port: number, node: NodeSnapshot): boolean =>
  (host === 'localhost' || host.startsWith('127.')) && port === node.port;

/** Whether following masters from a replica leads back to it. */
function isInRing(start: NodeSnapshot, snapshot: TopologySnapshot): boolean {
  let at: NodeSnapshot | undefined = start;
  for (let hops = 0; hops < snapshot.nodes.length && at; hops++) {
    if (at.answer.kind !== 'data' || at.answer.replication.role !== 'replica') return false;
    at = nodeAt(snapshot, at.answer.replication.masterHost, at.answer.replication.masterPort);
    if (at === start) return true;
  }
  return false;
}

/** What a replica says of a link that is down. */
export function linkEvidence({ node, address, facts, master, cause }: BrokenLink): Said[] {
  const seconds =
    facts.linkDownSeconds === undefined ? '' : `, master_link_down_since_seconds:${facts.linkDownSeconds}`;
  const state = said(node, `master ${address}, master_link_status:down${seconds}`);
  const log = node.evidence?.linkError;
  const login = cause === 'noPassword' || cause === 'wrongPassword' ? loginEvidence(node, master) : [];
  return [state, ...(log === undefined ? [] : [said(node, log)]), ...login];
}

/** As whom the replica comes, and whom the master lets in. */
function loginEvidence(node: NodeSnapshot, master: NodeSnapshot | undefined): Said[] {
  const { config } = node.evidence ?? {};
  const { entrance } = master?.evidence?.config ?? {};
  const login = config?.masterLogin;
  const user = login?.user === undefined ? 'no masteruser' : `masteruser ${login.user}`;
  return [
    ...(config ? [said(node, login ? `masterauth is set, ${user}` : 'masterauth is not set')] : []),
    ...(master && entrance ? [said(master, entranceWords(entrance))] : []),
  ];
}

/** The one node that answers as master; undefined when there are none or several. */
export function onlyMaster({ nodes }: TopologySnapshot): NodeSnapshot | undefined {
  const [master, ...more] = nodes.filter((n) => observedRole(n) === 'master');
  return more.length === 0 ? master : undefined;
}
