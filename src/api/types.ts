import type { Finding } from './model/findings/finding';
import type { TopologySnapshot } from './model/snapshot';
import type { Spec } from './model/spec';
import { render } from './model/text';
import type { HandoverResult } from './operations/handover/result';
import type { Work } from './operations/work';
import type { Examinations } from './topology/examination';
import type { Lab } from './topology/lab';
import { choosePorts } from './topology/ports';

/** How a call is stopped, and told about. Both may be left out. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Called with each step, in English. */
  readonly onStep?: (step: string) => void;
}

/**
 * What other extensions get: `extensions.getExtension('topology-lab.redis-topology-lab')?.activate()`. Within one
 * version things are added, never changed. Every call rejects with an Error whose message says what failed and why.
 */
export interface TopologyLabApi {
  readonly version: 1;
  /** All topologies on the engine, each node as it answered now. */
  list(): Promise<readonly TopologySnapshot[]>;
  /** One topology by id or name, asked now; undefined when there is none. */
  read(idOrName: string): Promise<TopologySnapshot | undefined>;
  /** What is wrong with a topology, worst first. */
  findings(id: string): Promise<readonly Finding[]>;
  /** Makes a topology and resolves with its id when it is proven ready; ports that are taken are skipped. */
  create(spec: Spec, options?: CallOptions & { readonly password?: string }): Promise<string>;
  /** Hands a master over to a replica (its node id; by default the most up to date) without losing a write. */
  failOver(id: string, nodeId?: string, options?: CallOptions): Promise<HandoverResult>;
  /** Removes a topology that was made here, with its data. Asks nobody. */
  remove(id: string, options?: CallOptions): Promise<void>;
}

/** The API over a lab. Operations are loaded when one is called for. */
export function topologyLabApi(lab: Lab, examinations: Examinations): TopologyLabApi {
  const read = async (idOrName: string) => {
    await lab.connect();
    await lab.relist();
    const found = lab.store.get(idOrName) ?? lab.store.topologies.find((t) => t.name === idOrName);
    return found && lab.askAll(found.id);
  };
  return {
    version: 1,
    async list() {
      await lab.refresh();
      return lab.store.topologies;
    },
    read,
    async findings(id) {
      await read(id);
      return examinations.examine(id);
    },
    async create(spec, options = {}) {
      const { password } = options;
      const { createTopology } = await import('./operations/create');
      const free = await choosePorts(await lab.connect(), spec);
      return (await createTopology(lab, free, password === undefined ? {} : { password }, workOf(options)))
        .id;
    },
    async failOver(id, nodeId, options) {
      const { handOver } = await import('./operations/handover');
      return handOver(lab, id, nodeId, workOf(options));
    },
    async remove(id, options) {
      const { removeTopology } = await import('./operations/remove');
      await removeTopology(lab, id, workOf(options));
    },
  };
}

function workOf({ signal, onStep }: CallOptions = {}): Work {
  return {
    signal: signal ?? new AbortController().signal,
    step: (what) => onStep?.(render(what)),
  };
}
