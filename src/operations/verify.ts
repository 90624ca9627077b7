import { postMortem } from '../docker/post-mortem';
import type { Check } from '../model/checks';
import { Failure } from '../model/failure';
import { monitoredName } from '../model/sentinel-opinion';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { text } from '../model/text';
import type { Lab } from '../topology/lab';
import type { Member } from './member';
import { checkRunning, proveAnswering, runningNodes } from './prove-presence';
import { proveTopology, type Size } from './prove-topology';
import type { Work } from './work';

/** A healthy topology proves itself at once; after this it is what it is. ms */
const PATIENCE_MS = 3000;

/**
 * The proof of readiness on demand: every check with its evidence. Where some nodes do not run or answer, the others are
 * asked, and each check says so.
 * @param writes whether keys may be written and removed again, and sentinels told to save; without, nodes are only asked
 * @throws Failure, Cancelled
 */
export async function verifyTopology(
  lab: Lab,
  topologyId: string,
  work: Work,
  writes = true,
): Promise<Check[]> {
  await lab.relist();
  const topology = lab.store.get(topologyId);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  work.step(text('Checking {0}', topology.name));
  const running = runningNodes(topology);
  if (running.length === 0) return [checkRunning(topology)];
  const members = await membersOf(lab, { ...topology, nodes: running });
  const { check, answering } = await proveAnswering(members, PATIENCE_MS, work.signal);
  const present = [checkRunning(topology), check];
  if (answering.length === 0) return present;
  const whole = { shape: topology.shape, name: monitoredName(topology), size: sizeOf(topology) };
  const proven = await proveTopology(whole, answering, PATIENCE_MS, work.signal, writes);
  const asked = new Set(answering.map((m) => m.name));
  const silent = topology.nodes.filter((n) => !asked.has(n.name));
  return [...present, ...(silent.length === 0 ? proven : proven.map((c) => amongSome(c, silent)))];
}

function sizeOf({ nodes }: TopologySnapshot): Size {
  const sentinels = nodes.filter((n) => n.intended === 'sentinel').length;
  return { data: nodes.length - sentinels, sentinels };
}

/** A check for which not everybody could be asked. */
const amongSome = ({ what, outcome, evidence }: Check, silent: readonly NodeSnapshot[]): Check => ({
  what: text('{0} (only nodes that answer were asked)', what),
  outcome,
  evidence: [...evidence, `not asked: ${silent.map((n) => n.name).join(', ')}`],
});

/** The nodes of a topology, ready to be talked to. @throws Failure when a node went away meanwhile */
export function membersOf(lab: Lab, topology: TopologySnapshot): Promise<Member[]> {
  return Promise.all(
    topology.nodes.map(async (n) => ({
      name: n.name,
      containerId: n.container.id,
      role: n.intended,
      shard: n.shard,
      address: n.container.ip ?? '',
      port: n.port,
      ...(n.addresses ? { alsoAt: n.addresses } : {}),
      connection: await lab.connectionTo(n.id),
      postMortem: async () => postMortem(await lab.connect(), n.container.id),
    })),
  );
}
