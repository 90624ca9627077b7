import { type AppRights, USUAL_RIGHTS } from '../acl/users';
import type { SlotRange } from '../cluster-view';
import { monitoredName, sentinelViews } from '../sentinel-opinion';
import { redisConf } from '../server-config';
import type { ServerVersion } from '../server-version';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import type { Spec } from '../spec';
import { arrange, ownSlots } from '../structure';
import { specToRepeat } from '../topology-file/spec-to-repeat';
import { ownSubnet } from './own-subnet';

/** A node as it is to be made elsewhere. */
export interface BlueprintNode {
  readonly name: string;
  readonly image: string;
  readonly role: 'master' | 'replica' | 'sentinel';
  readonly address: string;
  readonly port: number;
  /** Its port on the engine's machine, where clients there find it; undefined: on its network alone. */
  readonly published: number | undefined;
  /** Name of the node it replicates. */
  readonly master: string | undefined;
  readonly slots: readonly SlotRange[];
  /** The configuration file it starts with, without passwords; undefined for a sentinel. */
  readonly conf: string | undefined;
}

/** A topology as plain data that files and scripts can be written from. It holds no secret. */
export interface Blueprint {
  readonly name: string;
  readonly shape: TopologySnapshot['shape'];
  /** Of its network, such as 10.93.17.0/24: the nodes' addresses lie in it. */
  readonly subnet: string;
  readonly nodes: readonly BlueprintNode[];
  /** Whether its servers ask for a password. */
  readonly password: boolean;
  /** What the user `app` may do where its servers have users; undefined where they have none. */
  readonly appRights: AppRights | undefined;
  /** Whether servers speak nothing but TLS. */
  readonly tls: boolean;
  readonly server: ServerVersion;
  readonly sentinel: SentinelSettings;
}

export interface SentinelSettings {
  readonly masterName: string;
  readonly quorum: number;
  readonly downAfterMs: number;
  readonly failoverTimeoutMs: number;
  readonly parallelSyncs: number;
}

/**
 * The blueprint of a topology as its nodes are now: who is master, who follows whom, who serves which slots, and where
 * clients are sent.
 * @param password whether its servers ask for one
 */
export function blueprintOf(
  snapshot: TopologySnapshot,
  { server, password }: { server: ServerVersion; password: boolean },
): Blueprint {
  const { shards, sentinels } = arrange(snapshot);
  const spec = specToRepeat(snapshot);
  const timeoutMs = spec.shape === 'cluster' ? spec.nodeTimeoutMs : undefined;
  const { subnet, address } = ownSubnet(snapshot.name);
  const node = (n: NodeSnapshot, role: BlueprintNode['role'], master?: NodeSnapshot): BlueprintNode => ({
    name: n.container.name,
    image: n.container.image,
    role,
    address: address(snapshot.nodes.indexOf(n)),
    port: n.port,
    published: publishedPort(n),
    master: master?.container.name,
    slots: role === 'master' ? ownSlots(n) : [],
    conf: role === 'sentinel' ? undefined : redisConf(spec, n.port, {}, server, timeoutMs),
  });
  return {
    name: snapshot.name,
    shape: snapshot.shape,
    subnet,
    nodes: [
      ...shards.flatMap(({ master, replicas }) => [
        ...(master ? [node(master, 'master')] : []),
        ...replicas.map((r) => node(r, 'replica', master)),
      ]),
      ...sentinels.map((s) => node(s, 'sentinel')),
    ],
    password,
    appRights: spec.auth === 'users' ? (spec.appRights ?? USUAL_RIGHTS) : undefined,
    tls: spec.tls === true,
    server,
    sentinel: sentinelSettings(snapshot, spec),
  };
}

/** In its machine's own network a server is found under its own port. */
const publishedPort = ({ port, container }: NodeSnapshot): number | undefined =>
  container.publishedPort ?? (container.networkName === 'host' ? port : undefined);

function sentinelSettings(snapshot: TopologySnapshot, spec: Spec): SentinelSettings {
  const view = sentinelViews(snapshot)[0]?.view;
  const made = spec.shape === 'sentinel' ? spec : undefined;
  return {
    masterName: monitoredName(snapshot),
    quorum: view?.quorum ?? made?.quorum ?? 2,
    downAfterMs: view?.downAfterMs ?? made?.downAfterMs ?? 5000,
    failoverTimeoutMs: made?.failoverTimeoutMs ?? 60_000,
    parallelSyncs: made?.parallelSyncs ?? 1,
  };
}
