import { randomBytes, randomInt } from 'node:crypto';
import { homedir } from 'node:os';
import { listTopologyContainers } from '../../../src/docker/containers';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import type { Engine } from '../../../src/docker/engine';
import { LABEL } from '../../../src/docker/labels';
import { listTopologyNetworks } from '../../../src/docker/networks';
import { listTopologyVolumes } from '../../../src/docker/volumes';
import { type Log, silentLog } from '../../../src/model/log';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { defaultSpec, type Shape, type Spec } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { createTopology } from '../../../src/operations/create';
import { erase } from '../../../src/operations/erase';
import type { Work } from '../../../src/operations/work';
import { Lab } from '../../../src/topology/lab';
import type { LabOptions } from '../../../src/topology/lab-options';
import { choosePorts } from '../../../src/topology/ports';

/** The four servers everything is tested with. */
export const SERVERS = ['redis:7.0', 'redis:8.0', 'valkey/valkey:8.1', 'valkey/valkey:9.1'] as const;

/** A lab on the real engine, for one test file: what it makes has names of its own and is removed at the end. */
export class Bed {
  readonly lab: Lab;
  readonly #made = new Set<string>();

  constructor(log: Log = silentLog, options: Partial<LabOptions> = {}) {
    const endpoint = () => resolveEndpoint({ env: process.env, home: homedir() });
    this.lab = new Lab({ endpoint, log, ...options });
  }

  engine(): Promise<Engine> {
    return this.lab.connect();
  }

  /** A spec with a name nobody else has and ports that are free. */
  async spec(shape: Shape, image: string, changes: Partial<Spec> = {}): Promise<Spec> {
    const name = `t-${shape.slice(0, 4)}-${randomBytes(3).toString('hex')}`;
    // Somewhere else each time, below the kernel's own range: several beds may be in use at once.
    const ports = { firstPort: randomInt(20_000, 32_000), firstSentinelPort: randomInt(12_000, 19_000) };
    const spec = { ...defaultSpec(shape, name, image), ...ports, ...changes } as Spec;
    return choosePorts(await this.engine(), spec);
  }

  async create(spec: Spec, options: { password?: string; work?: Work } = {}): Promise<TopologySnapshot> {
    const { id } = await createTopology(
      this.lab,
      spec,
      { password: options.password },
      options.work ?? work(),
    );
    this.#made.add(id);
    await this.lab.refresh();
    return this.get(id);
  }

  /** Removes at the end what a test has made by other means. */
  adopt(id: string): void {
    this.#made.add(id);
  }

  get(id: string): TopologySnapshot {
    const found = this.lab.store.get(id);
    if (!found) throw new Error(`no topology ${id}`);
    return found;
  }

  /** Waits until a topology looks as wanted, as the watch sees it, with nobody refreshing by hand. */
  async see<T>(
    id: string,
    what: string,
    withinMs: number,
    look: (t: TopologySnapshot) => T | undefined | false,
  ): Promise<T> {
    this.lab.attention('test', id);
    const end = Date.now() + withinMs;
    for (;;) {
      const found = look(this.get(id));
      if (found) return found;
      if (Date.now() > end) {
        const seen = this.get(id).nodes.map(
          (n) => `${n.name} ${n.container.state} ${JSON.stringify(n.answer).slice(0, 200)}`,
        );
        throw new Error(`not seen within ${withinMs} ms: ${what}\n${seen.join('\n')}`);
      }
      await new Promise((r) => setTimeout(r, 20));
    }
  }

  /** Sends a command to a node, as the extension would. */
  async run(node: NodeSnapshot, ...args: string[]): Promise<unknown> {
    return (await this.lab.connectionTo(node.id)).run(args);
  }

  /** Everything on the engine that carries a topology's id or name. */
  async leftovers(nameOrId: string): Promise<string[]> {
    const engine = await this.engine();
    const [containers, volumes, networks] = await Promise.all([
      listTopologyContainers(engine),
      listTopologyVolumes(engine),
      listTopologyNetworks(engine),
    ]);
    const ours = (labels: Readonly<Record<string, string>>) =>
      labels[LABEL.topology] === nameOrId || labels[LABEL.name] === nameOrId;
    return [
      ...containers.filter((c) => ours(c.rawLabels)).map((c) => `container ${c.facts.name}`),
      ...volumes.filter((v) => ours(v.labels)).map((v) => `volume ${v.name}`),
      ...networks.filter((n) => ours(n.labels)).map((n) => `network ${n.name}`),
    ];
  }

  async dispose(): Promise<void> {
    const engine = await this.engine();
    for (const id of this.#made) await erase(engine, id);
    this.lab.dispose();
  }
}

/** A work whose steps can be looked at, and which can be cancelled at one of them. */
export function work(
  onStep?: (step: string, cancel: () => void) => void,
): Work & { readonly steps: string[] } {
  const controller = new AbortController();
  const steps: string[] = [];
  return {
    signal: controller.signal,
    steps,
    step(what) {
      const step = render(what);
      steps.push(step);
      onStep?.(step, () => controller.abort());
    },
  };
}

export const node = (t: TopologySnapshot, test: (n: NodeSnapshot) => boolean): NodeSnapshot => {
  const found = t.nodes.find(test);
  if (!found) throw new Error('no such node');
  return found;
};
