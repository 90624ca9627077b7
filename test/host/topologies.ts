import type { TestApi } from '../../src/extension';
import { defaultSpec, type Shape, type Spec } from '../../src/model/spec';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import type { Work } from '../../src/operations/work';
import { choosePorts } from '../../src/topology/ports';

const work: Work = { signal: new AbortController().signal, step: () => {} };

/** Topologies of one suite: made with the extension's own code in the running host, removed at its end. */
export class Topologies {
  readonly #made: string[] = [];

  constructor(
    private readonly api: TestApi,
    private readonly firstPort: number,
  ) {}

  /** A name that nobody else has. */
  name(word: string): string {
    return `${word}-${Date.now().toString(36)}`;
  }

  async make(shape: Shape, word: string, changes: Partial<Spec> = {}): Promise<string> {
    const { lab } = this.api;
    const spec = {
      ...defaultSpec(shape, this.name(word), 'redis:8.0'),
      firstPort: this.firstPort,
      ...changes,
    };
    const { id } = await createTopology(lab, await choosePorts(await lab.connect(), spec as Spec), {}, work);
    this.#made.push(id);
    return id;
  }

  /** To be removed too, although somebody else made it. */
  adopt(id: string): void {
    this.#made.push(id);
  }

  async removeAll(): Promise<void> {
    for (const id of this.#made) await removeTopology(this.api.lab, id, work);
  }
}
