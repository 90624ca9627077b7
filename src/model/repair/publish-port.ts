import { HOST_NAME } from '../clients/announced';
import type { Repair } from '../findings/remedy';
import { REWRITE } from '../handover-commands';
import type { TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { type Clustered, clusteredIn } from './clustered';
import { cannot, type Planned, plan } from './plan';
import { recreation, recreationCosts, recreationObstacle } from './recreate';
import { NO_FILE, type RepairStep } from './step';

/** A node tells the others of its name in its pings. ms */
const SPREAD_MS = 30_000;

/**
 * Clients on the engine's machine find every node under the number that the nodes name: ports that are not published
 * are, each under its own number, then all nodes of the cluster announce themselves as this machine.
 */
export function planPublishPort(
  repair: Extract<Repair, { kind: 'publishPort' }>,
  snapshot: TopologySnapshot,
): Planned {
  const wanted = snapshot.nodes.filter((n) => repair.nodes.includes(n.id));
  const members = clusteredIn(snapshot);
  const data = snapshot.shape === 'cluster' ? snapshot.nodes : wanted;
  const hidden = wanted.filter((n) => n.container.publishedPort === undefined);
  const obstacle = recreationObstacle(wanted, snapshot);
  if (obstacle) return cannot(obstacle);
  const other = data.find(
    (n) => n.container.publishedPort !== undefined && n.container.publishedPort !== n.port,
  );
  if (other)
    return cannot(
      text('{0} is published under another port than its own, {1}', other.name, other.port),
      text('Make its container anew with the same number inside and outside.'),
    );
  const twin = hidden.find((n) => data.some((o) => o.id !== n.id && o.port === n.port));
  if (twin) return cannot(text('{0} listens on port {1} as another node does', twin.name, twin.port));
  const silent = snapshot.shape === 'cluster' ? data.find((n) => n.answer.kind !== 'data') : undefined;
  if (silent) return cannot(text('{0} does not answer; every node must be told', silent.name));
  const steps = [
    ...hidden.map((n) => recreation(n, { kind: 'publish' })),
    ...members.map((m, i) => announcing(m, i === members.length - 1)),
  ];
  return steps.length === 0
    ? cannot(text('Their ports are published already.'))
    : plan(repair, steps, [
        ...(hidden.length > 0 ? recreationCosts(hidden) : []),
        ...(members.length > 0
          ? [text('Clients in containers are sent to this machine too, which they cannot reach.')]
          : []),
      ]);
}

/** Spoken to clients alone: between themselves the nodes go on using addresses. */
function announcing(m: Clustered, last: boolean): RepairStep {
  return {
    kind: 'tell',
    what: text('{0} announces itself as {1}', m.node.name, HOST_NAME),
    node: m.place,
    commands: [
      ['CONFIG', 'SET', 'cluster-announce-hostname', HOST_NAME],
      ['CONFIG', 'SET', 'cluster-preferred-endpoint-type', 'hostname'],
      REWRITE,
    ],
    forgives: NO_FILE,
    ...(last ? { until: allAnnounce } : {}),
  };
}

const allAnnounce = {
  what: text('Every node announces every other one so'),
  withinMs: SPREAD_MS,
  lacks: (now: TopologySnapshot) => {
    for (const { node, view } of clusteredIn(now)) {
      const peer = view.peers.find((p) => p.hostname !== HOST_NAME);
      if (peer) return `${node.name}: ${peer.ip}:${peer.port} is ${peer.hostname ?? '-'}`;
    }
    return undefined;
  },
};
