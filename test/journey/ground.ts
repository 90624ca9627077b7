import { randomBytes, randomInt } from 'node:crypto';
import type { NodeSnapshot, TopologySnapshot } from '../../src/model/snapshot';
import type { Shape, Spec } from '../../src/model/spec';
import { erase } from '../../src/operations/erase';
import { deleteSavedData } from '../../src/operations/saved-data/delete';
import { listSavedData } from '../../src/topology/saved-list';
import { Bed } from '../engine/topology/bed';
import { eventually } from './eventually';

/** The engine beneath a journey: what is on it, what the journey put there, and its removal at the end. */
export class Ground {
  readonly #bed = new Bed();
  /** Names that are nobody else's: data that is saved of topologies of these names is the journey's. */
  readonly #names = new Set<string>();
  /** Names that the journey gives through the editor, with the ids of those that bore them before. */
  readonly #claims = new Map<string, ReadonlySet<string>>();

  /** A name that nobody else has. */
  name(word: string): string {
    const name = `j-${word}-${randomBytes(3).toString('hex')}`;
    this.#names.add(name);
    return name;
  }

  /** Says that a topology of this name is about to be made in the editor, so that it is removed at the end. */
  async claim(name: string): Promise<string> {
    this.#claims.set(name, new Set(await this.#idsOf(name)));
    return name;
  }

  /** Makes a topology with the extension's own code, where making it is not the journey. */
  async make(
    shape: Shape,
    changes: Partial<Spec> = {},
    options: { image?: string; password?: string } = {},
  ): Promise<TopologySnapshot> {
    const auth = options.password === undefined ? 'none' : 'password';
    const spec = await this.#bed.spec(shape, options.image ?? 'redis:8.0', {
      name: this.name(shape.slice(0, 4)),
      auth,
      ...this.ports(),
      ...changes,
    } as Partial<Spec>);
    return this.#bed.create(spec, { password: options.password });
  }

  /** Ports that others, who start at the usual ones, are not about to take. */
  ports(): { firstPort: number; firstSentinelPort: number } {
    const firstPort = 20_000 + 40 * randomInt(300);
    return { firstPort, firstSentinelPort: firstPort + 20 };
  }

  /** Sends a command to a node, as an application would. */
  async run(node: NodeSnapshot, ...args: string[]): Promise<unknown> {
    return this.#bed.run(node, ...args);
  }

  /** A topology as the engine and its nodes say now. */
  async look(name: string): Promise<TopologySnapshot> {
    const { lab } = this.#bed;
    await lab.refresh();
    const found = lab.store.topologies.find((one) => one.name === name);
    if (!found) throw new Error(`the engine has no topology ${name}`);
    return found;
  }

  /** Waits until nothing is on the engine that carries this name. */
  async gone(name: string, withinMs = 20_000): Promise<void> {
    await eventually(`nothing is left of ${name}`, withinMs, async () => {
      const left = await this.#bed.leftovers(name);
      return left.length === 0 ? true : `left: ${left.join(', ')}`;
    });
  }

  /** Whether a topology of this name exists, made by whomever. */
  async has(name: string): Promise<boolean> {
    return (await this.#idsOf(name)).length > 0;
  }

  /** The names under which data of a topology is saved. */
  async savedOf(topology: string): Promise<string[]> {
    const { saved, unfinished } = await listSavedData(await this.#bed.engine());
    const names = saved.filter((one) => one.topology.name === topology).map((one) => one.name);
    return [...names, ...unfinished.filter((one) => one.topology === topology).map((one) => one.name)];
  }

  async dispose(): Promise<void> {
    const engine = await this.#bed.engine();
    for (const [name, before] of this.#claims) {
      // Half-made ones too: they are found by their labels, whatever there is of them.
      for (const id of await this.#idsOf(name)) if (!before.has(id)) await erase(engine, id);
    }
    const { saved } = await listSavedData(engine);
    for (const { id, topology } of saved)
      if (this.#names.has(topology.name)) await deleteSavedData(engine, id);
    await this.#bed.dispose();
  }

  async #idsOf(name: string): Promise<string[]> {
    const { lab } = this.#bed;
    await lab.refresh();
    return lab.store.topologies.filter((one) => one.name === name).map((one) => one.id);
  }
}
