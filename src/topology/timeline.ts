import type { EngineEvent } from '../docker/engine-event';
import { reasonOf } from '../model/failure';
import type { NodeSnapshot, TopologySnapshot } from '../model/snapshot';
import { aboutContainer, engineNote, isOver } from '../model/timeline/engine-notes';
import type { TimelineChange, TimelineEntry } from '../model/timeline/entry';
import { UNDER_WAY } from '../model/timeline/gathered';
import type { Note } from '../model/timeline/note';
import { sentinelNote } from '../model/timeline/sentinel-notes';
import { Sightings } from '../model/timeline/sightings';
import { KEPT_MS, Timeline } from '../model/timeline/timeline';
import type { StoreChange } from './store';
import { EngineClock } from './timeline-clock';
import { Nudges } from './timeline-nudge';
import { type SentinelSource, SentinelWatches } from './timeline-sentinels';

/** What timelines are made from: a lab. */
export interface TimelineLab extends SentinelSource {
  readonly now: () => number;
  onEvent(listener: (event: EngineEvent) => void): () => void;
  onAttention(listener: () => void): () => void;
  askAll(topologyId: string): Promise<TopologySnapshot | undefined>;
}

/** What an operation of ours has to tell. With a `part`, it is a step of a failover, or its result. */
export type OperationNote = Pick<Note, 'severity' | 'what' | 'nodes' | 'part'> & { readonly at?: number };

/** An operation that takes its time, and what it does to its nodes' containers: the engine tells that, as its steps. */
export type BegunOperation = Required<Pick<Note, 'what' | 'nodes' | 'gathers'>>;

/** A server that was sent a signal may need so long to end, ms. */
const ENDING_MS = 10_000;
/** Topologies come and go; of so many at most is anything kept. */
const MOST_TOPOLOGIES = 100;

/** What happened to every topology, from the engine's and the sentinels' events and from what nodes answer. */
export class Timelines {
  readonly #lab: TimelineLab;
  readonly #timelines = new Map<string, Timeline>();
  readonly #sightings = new Map<string, Sightings>();
  readonly #listeners = new Set<(topologyId: string) => void>();
  readonly #clock = new EngineClock();
  readonly #sentinels: SentinelWatches;
  readonly #nudges: Nudges;
  readonly #unsubscribe: readonly (() => void)[];
  #operations = 0;

  constructor(lab: TimelineLab) {
    this.#lab = lab;
    this.#sentinels = new SentinelWatches(lab, (node, channel, payload) =>
      this.#heard(node, channel, payload),
    );
    this.#nudges = new Nudges((id) => {
      lab.askAll(id).catch((error: unknown) => lab.log.debug(`ask after an event: ${reasonOf(error)}`));
    });
    this.#unsubscribe = [
      lab.store.subscribe((change) => this.#saw(change)),
      lab.onEvent((event) => this.#happened(event)),
      lab.onAttention(() => this.#sentinels.fit()),
    ];
  }

  /** Grows with every change of a topology's timeline. */
  revision(topologyId: string): number {
    return this.#timelines.get(topologyId)?.revision ?? 0;
  }

  /** The newest entries, oldest first. */
  latest(topologyId: string, most: number): readonly TimelineEntry[] {
    return this.#timelines.get(topologyId)?.latest(most) ?? [];
  }

  since(topologyId: string, revision: number): TimelineChange {
    return this.#timelines.get(topologyId)?.since(revision) ?? { changed: [], removed: [] };
  }

  /** Of which topologies anything is kept. */
  get topologies(): readonly string[] {
    return [...this.#timelines.keys()];
  }

  onChange(listener: (topologyId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An operation tells what it did. */
  note(topologyId: string, { at = this.#lab.now(), ...said }: OperationNote): void {
    const about = `operation ${++this.#operations}`;
    this.#add(topologyId, [{ ...said, at, kind: 'operation', about, state: 'told' }]);
  }

  /** An operation begins; gives the function that tells how it ended, in the same entry. */
  begin(topologyId: string, begun: BegunOperation): (ended: Pick<Note, 'severity' | 'what'>) => void {
    const about = `operation ${++this.#operations}`;
    const note = { ...begun, at: this.#lab.now(), kind: 'operation', about, severity: 'info' } as const;
    this.#add(topologyId, [{ ...note, state: UNDER_WAY }]);
    return (ended) => {
      const told = { ...note, ...ended, at: this.#lab.now(), state: 'told', insteadOf: [UNDER_WAY] };
      this.#add(topologyId, [told]);
    };
  }

  /** Puts what an earlier session kept before what this one saw. */
  restore(topologyId: string, entries: readonly TimelineEntry[]): void {
    const young = entries.filter((e) => this.#lab.now() - e.at <= KEPT_MS);
    if (young.length === 0) return;
    this.#timeline(topologyId).restore(young);
    this.#tell(topologyId);
  }

  dispose(): void {
    for (const end of this.#unsubscribe) end();
    this.#sentinels.dispose();
    this.#nudges.dispose();
    this.#listeners.clear();
  }

  #saw(change: StoreChange): void {
    if (change.kind === 'engine') {
      if (this.#lab.store.engine.kind === 'connecting') this.#clock.forget();
      return;
    }
    if (change.kind === 'list') this.#listed();
    const seen = change.kind === 'list' ? this.#lab.store.topologies : [this.#lab.store.get(change.id)];
    for (const topology of seen) {
      if (!topology) continue;
      const nodes = change.kind === 'list' ? topology.nodes.map((n) => n.id) : change.nodes;
      const isDown = (id: string) => this.#isDown(topology.id, id);
      const notes = this.#sightingsOf(topology.id).see(topology, nodes, this.#lab.now(), isDown);
      // While a topology is made, everything changes all the time, and that it was made says it all.
      if (topology.state !== 'making') this.#add(topology.id, notes);
    }
  }

  #listed(): void {
    const { store, now } = this.#lab;
    this.#sentinels.fit();
    for (const [id, sightings] of this.#sightings) {
      const present = store.get(id);
      if (present) sightings.keepOnly(new Set(present.nodes.map((n) => n.id)));
      else this.#sightings.delete(id);
    }
    for (const [id, timeline] of this.#timelines) {
      const [newest] = timeline.latest(1);
      if (!store.get(id) && (!newest || now() - newest.at > KEPT_MS)) this.#forget(id);
    }
  }

  #happened(event: EngineEvent): void {
    const at = this.#clock.ours(event.at, this.#lab.now());
    for (const { topology, node } of this.#nodesIn(event)) {
      const before = this.#timelines.get(topology.id)?.stateOf(aboutContainer(node.id));
      const note = engineNote({ ...event, at }, node, before);
      if (note) this.#add(topology.id, [note]);
    }
  }

  /** Whether the engine told that a node's server ended, or is about to: it was just sent a signal. */
  #isDown(topologyId: string, nodeId: string): boolean {
    const last = this.#timelines.get(topologyId)?.lastOf(aboutContainer(nodeId));
    return isOver(last?.state) || (last?.state === 'signalled' && this.#lab.now() - last.at < ENDING_MS);
  }

  /** The nodes that an event is about: of several servers in one container each may belong to another topology. */
  #nodesIn({ containerId, topology: id, node: name }: EngineEvent) {
    const known = this.#lab.store.topologies.filter((topology) => topology.state !== 'making');
    return known.flatMap((topology) => {
      const isIt = (n: NodeSnapshot) =>
        n.container.id === containerId || (topology.id === id && n.name === name);
      return topology.nodes.filter(isIt).map((node) => ({ topology, node }));
    });
  }

  #heard(sentinelId: string, channel: string, payload: string): void {
    const found = this.#lab.store.findNode(sentinelId);
    if (!found || found.topology.state === 'making') return;
    const { topology, node } = found;
    const now = this.#lab.now();
    const note = sentinelNote(topology, node, channel, payload, now);
    if (note) this.#add(topology.id, [note]);
    // What the nodes say now is news too: a promotion is seen at once.
    this.#nudges.nudge(topology.id, now);
  }

  #add(topologyId: string, notes: readonly Note[]): void {
    if (notes.length === 0) return;
    const timeline = this.#timeline(topologyId);
    for (const note of notes) timeline.add(note);
    this.#tell(topologyId);
  }

  #tell(topologyId: string): void {
    for (const listener of [...this.#listeners]) listener(topologyId);
  }

  #timeline(topologyId: string): Timeline {
    const present = this.#timelines.get(topologyId);
    if (present) return present;
    const [oldest] = this.#timelines.keys();
    if (this.#timelines.size >= MOST_TOPOLOGIES && oldest !== undefined) this.#forget(oldest);
    const made = new Timeline();
    this.#timelines.set(topologyId, made);
    return made;
  }

  #sightingsOf(topologyId: string): Sightings {
    const present = this.#sightings.get(topologyId) ?? new Sightings();
    this.#sightings.set(topologyId, present);
    return present;
  }

  #forget(topologyId: string): void {
    this.#timelines.delete(topologyId);
    this.#sightings.delete(topologyId);
    this.#nudges.forget(topologyId);
  }
}
