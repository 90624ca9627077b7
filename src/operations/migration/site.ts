import { Failure } from '../../model/failure';
import { SWIFT } from '../../model/moves/pace';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { selfPeer } from '../../model/structure';
import { text } from '../../model/text';
import { NodeConnection } from '../../redis/connection';
import { dialTcp } from '../../redis/dial';
import type { Target } from '../../redis/target';
import type { Lab } from '../../topology/lab';

/** For calls that move keys, as many as any pace uses: they wait for each other in the server. */
const LANES = SWIFT.lanes;
/** A Valkey server answers SETSLOT only when its replicas have it (2 ms each, measured); many may wait at once. */
const REPLICATED_CONTROLS = 24;

/** A master that gives or takes slots: where it is, and connections of our own, since moving keys blocks it. */
export interface Site {
  /** Snapshot id. */
  readonly id: string;
  readonly name: string;
  readonly clusterId: string;
  /** Where other nodes of the cluster reach it. */
  readonly address: string;
  readonly port: number;
  /** For calls that move keys, one at a time on each. */
  readonly lanes: readonly NodeConnection[];
  /** For everything else. */
  readonly controls: readonly NodeConnection[];
  readonly control: NodeConnection;
  /** Through the engine, so that the server takes us for a client on its own machine; undefined: there is no such way. */
  readonly inside: NodeConnection | undefined;
}

/** Within this an address on this machine answers or does not lead there. ms */
const DIAL_MS = 300;

/** What of a {@link Site} is known before there are connections. */
export type Place = Pick<Site, 'id' | 'name' | 'clusterId' | 'address' | 'port'>;

/** Connections to a place, opened when first used. */
export function siteAt(place: Place, target: Target, replicatedSlots: boolean): Site {
  const connections = (count: number) => Array.from({ length: count }, () => new NodeConnection(target));
  const control = new NodeConnection(target);
  return {
    ...place,
    lanes: connections(LANES),
    control,
    controls: replicatedSlots ? connections(REPLICATED_CONTROLS) : [control],
    inside: target.tunnel && new NodeConnection({ ...target, published: undefined, address: undefined }),
  };
}

/** The sites of one migration: each master's is made once and all are closed at the end. */
export class Sites {
  readonly #byId = new Map<string, Site>();
  readonly #direct = new Set<string>();
  readonly #lab: Lab;
  readonly #topology: TopologySnapshot;

  constructor(lab: Lab, topology: TopologySnapshot) {
    this.#lab = lab;
    this.#topology = topology;
  }

  /**
   * Finds out which masters can be reached at their own address: a published port leads through a proxy of the engine,
   * which takes its share of the processor for every key.
   */
  async survey(): Promise<void> {
    await Promise.all(
      this.#topology.nodes.map(async ({ id }) => {
        const address = this.#lab.targetTo(id)?.address;
        if (!address) return;
        // No way there is no failure: the other ways are still to be tried.
        const stream = await dialTcp(address.host, address.port, DIAL_MS).catch(() => undefined);
        stream?.destroy();
        if (stream) this.#direct.add(id);
      }),
    );
  }

  /** @throws Failure when the node is gone or does not answer as a cluster's */
  of(nodeId: string): Site {
    const known = this.#byId.get(nodeId);
    if (known) return known;
    const node = this.#topology.nodes.find((n) => n.id === nodeId);
    const target = this.#lab.targetTo(nodeId);
    const self = node && selfPeer(node);
    if (!node || !target) throw new Failure(text('There is no node {0} any more.', node?.name ?? nodeId));
    if (!self) throw new Failure(text('{0} does not answer', node.name));
    const place = {
      id: nodeId,
      name: node.name,
      clusterId: self.id,
      address: node.container.ip ?? self.ip,
      port: node.port,
    };
    const ways = this.#direct.has(nodeId) ? { ...target, published: undefined } : target;
    const site = siteAt(place, ways, replicatesSlots(node));
    this.#byId.set(nodeId, site);
    return site;
  }

  close(): void {
    for (const { lanes, controls, control, inside } of this.#byId.values())
      for (const connection of [...lanes, ...controls, control, inside]) connection?.close();
  }
}

/** From Valkey 8 on SETSLOT goes to the replicas before it is executed (valkey#445). */
function replicatesSlots({ answer }: NodeSnapshot): boolean {
  return (
    answer.kind === 'data' &&
    answer.server.product === 'valkey' &&
    Number.parseInt(answer.server.version, 10) >= 8
  );
}
