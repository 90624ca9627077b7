import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Errand, Told } from './client-program';
import type { Seeds } from './steady-client';

/** A {@link SteadyClient} in a process of its own, as applications are: it does not wait for the mover's work. */
export class ClientApart {
  readonly #child = fork(join(import.meta.dirname, 'client-program.ts'), { execArgv: ['--import', 'tsx'] });

  async start(seeds: Seeds, slots: readonly number[]): Promise<void> {
    const nodes = seeds.nodes.map(({ container, port }) => ({ container: { ip: container.ip }, port }));
    const errand: Errand = { seeds: { nodes }, slots };
    const started = once(this.#child, 'message');
    this.#child.send(errand);
    await started;
  }

  async stop(): Promise<Told> {
    const told = once(this.#child, 'message');
    this.#child.send('stop');
    const [message] = (await told) as [Told];
    this.#child.disconnect();
    return message;
  }
}
