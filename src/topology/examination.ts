import { listAllContainers } from '../docker/containers';
import type { Engine } from '../docker/engine';
import type { NodeEvidence } from '../model/evidence';
import { reasonOf } from '../model/failure';
import { ALL_RULES } from '../model/findings/all-rules';
import { doubtfulSlots } from '../model/findings/cluster/doubtful-slots';
import { openSlots } from '../model/findings/cluster/open-slots';
import type { Finding } from '../model/findings/finding';
import { type Since, standing } from '../model/findings/standing';
import type { Log } from '../model/log';
import { same } from '../model/same';
import type { TopologySnapshot } from '../model/snapshot';
import type { NodeConnection } from '../redis/connection';
import { gatherEvidence } from './evidence';
import { evidenceMark } from './evidence-mark';
import type { Store } from './store';

/** What is examined: the lab, as far as needed here. */
export interface Examined {
  readonly store: Store;
  readonly log: Log;
  readonly now: () => number;
  connect(): Promise<Engine>;
  connectionTo(nodeId: string): Promise<NodeConnection>;
  isLookedAt(topologyId: string): boolean;
}

/** How often what is looked at is judged, ms. */
const JUDGE_MS = 1000;
/** Evidence is gathered anew after this, ms; or sooner, when something changed, but not more often than the second. */
const GATHER_MS = 60_000;
const SOONEST_MS = 2000;
/** Nobody looked for longer: what was so before may have been otherwise meanwhile. ms */
const BREAK_MS = 5000;
/** Nodes asked for evidence at a time. */
const AT_ONCE = 6;
const NONE: readonly Finding[] = [];

interface Case {
  evidence: Map<string, { readonly container: string; readonly evidence: NodeEvidence }>;
  gatheredAt: number;
  mark: string;
  gathering: Promise<void> | undefined;
  since: Since;
  judgedAt: number;
  findings: readonly Finding[];
}

/** What is wrong with the topologies that somebody looks at. Asks little and seldom, and nothing when nobody looks. */
export class Examinations {
  readonly #lab: Examined;
  readonly #isMoving: (topologyId: string) => boolean;
  readonly #cases = new Map<string, Case>();
  readonly #listeners = new Set<(topologyId: string) => void>();
  readonly #timer: NodeJS.Timeout;

  /** @param isMoving whether this window moves slots of a topology: then slots are open on purpose */
  constructor(lab: Examined, isMoving: (topologyId: string) => boolean = () => false) {
    this.#lab = lab;
    this.#isMoving = isMoving;
    this.#timer = setInterval(() => this.#tick(), JUDGE_MS);
    this.#timer.unref();
  }

  /** What is wrong, the worst first; nothing when it has not been looked at. */
  of(topologyId: string): readonly Finding[] {
    return this.#cases.get(topologyId)?.findings ?? NONE;
  }

  /** The topology with the evidence that its findings rest on: what a repair is planned from. */
  examined(topologyId: string): TopologySnapshot | undefined {
    const topology = this.#lab.store.get(topologyId);
    return topology && this.#withEvidence(topology);
  }

  /** Gathers evidence and judges now, whoever looks. */
  async examine(topologyId: string): Promise<readonly Finding[]> {
    const topology = this.#lab.store.get(topologyId);
    if (!topology) return NONE;
    // A round that is under way may have asked before what is to be seen now happened. Its failure is told to who began it.
    await this.#case(topologyId).gathering?.catch(() => undefined);
    await this.#gather(topology);
    this.#judge(topologyId);
    return this.of(topologyId);
  }

  /** Tells which topology's findings changed. */
  onChange(listener: (topologyId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  #tick(): void {
    const { store, isLookedAt, now } = this.#lab;
    for (const id of [...this.#cases.keys()]) if (!store.get(id)) this.#cases.delete(id);
    if (store.engine.kind !== 'ready') return;
    for (const topology of store.topologies) {
      if (!isLookedAt.call(this.#lab, topology.id)) {
        this.#forgetOld(topology.id);
        continue;
      }
      const { gatheredAt, mark, gathering } = this.#case(topology.id);
      const age = now() - gatheredAt;
      const changed = age > SOONEST_MS && mark !== evidenceMark(topology);
      if (!gathering && (age > GATHER_MS || changed)) {
        this.#gather(topology).catch((error: unknown) =>
          this.#lab.log.debug(`evidence of ${topology.name}: ${reasonOf(error)}`),
        );
      }
      this.#judge(topology.id);
    }
  }

  #case(id: string): Case {
    const present = this.#cases.get(id);
    if (present) return present;
    const made: Case = {
      evidence: new Map(),
      gatheredAt: Number.NEGATIVE_INFINITY,
      mark: '',
      gathering: undefined,
      since: new Map(),
      judgedAt: 0,
      findings: NONE,
    };
    this.#cases.set(id, made);
    return made;
  }

  #withEvidence(topology: TopologySnapshot): TopologySnapshot {
    const evidence = this.#cases.get(topology.id)?.evidence;
    const nodes = topology.nodes.map((n) => {
      const known = evidence?.get(n.id);
      return known?.container === n.container.id ? { ...n, evidence: known.evidence } : n;
    });
    return { ...topology, nodes };
  }

  #judge(id: string): void {
    const topology = this.#lab.store.get(id);
    if (!topology) return;
    const at = this.#case(id);
    const now = this.#lab.now();
    const since = now - at.judgedAt > BREAK_MS ? new Map() : at.since;
    const rules = this.#isMoving(id) ? ALL_RULES.filter((r) => r !== openSlots) : ALL_RULES;
    const judged = standing(this.#withEvidence(topology), since, now, rules);
    at.since = judged.since;
    at.judgedAt = now;
    if (same(judged.findings, at.findings)) return;
    at.findings = judged.findings;
    this.#tell(id);
  }

  /** What was wrong when somebody last looked is not told as the present. */
  #forgetOld(id: string): void {
    const at = this.#cases.get(id);
    if (!at || at.findings.length === 0 || this.#lab.now() - at.judgedAt <= BREAK_MS) return;
    at.findings = NONE;
    this.#tell(id);
  }

  #tell(id: string): void {
    for (const listener of [...this.#listeners]) listener(id);
  }

  /** One round at a time: who asks during one waits for it. @throws Failure when the engine cannot be asked */
  #gather(topology: TopologySnapshot): Promise<void> {
    const at = this.#case(topology.id);
    at.gathering ??= this.#round(topology, at).finally(() => {
      at.gathering = undefined;
    });
    return at.gathering;
  }

  async #round(topology: TopologySnapshot, at: Case): Promise<void> {
    const { log, now } = this.#lab;
    at.gatheredAt = now();
    at.mark = evidenceMark(topology);
    const engine = await this.#lab.connect();
    const rows = await listAllContainers(engine);
    const round = {
      engine,
      log,
      now,
      connectionTo: (id: string) => this.#lab.connectionTo(id),
      holders: rows.map(({ facts: { id, name, publishedPort } }) => ({ id, name, port: publishedPort })),
      doubtfulSlots: doubtfulSlots(topology),
      certified: topology.origin === 'ours' && topology.spec?.tls === true,
    };
    const present = topology.nodes.filter((n) => n.container.state !== 'absent');
    for (let i = 0; i < present.length; i += AT_ONCE) {
      const some = present.slice(i, i + AT_ONCE).map(async (node) => {
        const before = at.evidence.get(node.id);
        const same = before?.container === node.container.id ? before.evidence : undefined;
        const evidence = await gatherEvidence(node, same, round);
        at.evidence.set(node.id, { container: node.container.id, evidence });
      });
      await Promise.all(some);
    }
  }
}
