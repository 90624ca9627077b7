import { expect } from 'vitest';
import type { NodeSnapshot, TopologySnapshot } from '../../src/model/snapshot';
import type { Dashboard } from './dashboard';
import { eventually } from './eventually';
import type { Traveller } from './journey';
import { rowOf, seeRow } from './tree';

/** One master that is handed over to one of its replicas, from the first question on. */
export class Handover {
  readonly #me: Traveller;
  readonly #topology: TopologySnapshot;
  readonly #from: NodeSnapshot;
  readonly #to: NodeSnapshot;

  constructor(me: Traveller, topology: TopologySnapshot, from: NodeSnapshot, to: NodeSnapshot) {
    this.#me = me;
    this.#topology = topology;
    this.#from = from;
    this.#to = to;
  }

  /** Picks the replica among those that are offered. */
  async chooseReplica(): Promise<void> {
    const { quickInput } = this.#me.workbench;
    await quickInput.row(this.#to.name).first().waitFor();
    expect(await quickInput.input.getAttribute('placeholder')).toBe(
      `Which replica of ${this.#from.name} is to become master?`,
    );
    await quickInput.choose(this.#to.name);
  }

  /** Reads what is about to be done, and agrees. Leaves a picture of the question. */
  async agree(picture: string, ...says: readonly string[]): Promise<void> {
    const { workbench } = this.#me;
    const question = `Hand ${this.#from.name} over to ${this.#to.name}?`;
    const dialog = workbench.dialog(question);
    await dialog.waitFor();
    for (const words of ['No acknowledged write is lost', ...says])
      expect(await dialog.textContent()).toContain(words);
    await this.#me.picture(picture);
    await workbench.answerDialog(question, 'Hand Over');
  }

  /** Sees it in the notification, the tree, the picture and the timeline, and asks the servers. */
  async seen(dashboard: Dashboard, picture: string): Promise<void> {
    const { workbench, ground } = this.#me;
    const [from, to] = [this.#from.name, this.#to.name];
    const result = new RegExp(`${to} is master now; writers waited \\d+(\\.\\d+)? m?s, nothing was lost\\.`);
    await workbench.notification(result).waitFor();
    await seeRow(workbench, to, /healthy, master/);
    await rowOf(workbench, from, `replica of ${to}`).waitFor();
    await dashboard.drawn(to, 'master').waitFor();
    await dashboard.drawn(from, `replica of ${to}`).waitFor();
    const entry = dashboard.frame.locator('button.unfold').filter({ hasText: result }).first();
    await entry.click();
    const steps = dashboard.frame.locator('.steps');
    await steps
      .getByText(new RegExp(`${to} is master`))
      .first()
      .waitFor();
    await steps.getByText(`${from} follows ${to}`).first().waitFor();
    await entry.scrollIntoViewIfNeeded();
    await this.#me.picture(picture);
    await eventually('the servers say the same', 10_000, async () => {
      const role = (await ground.run(this.#to, 'ROLE')) as unknown[];
      return role[0] === 'master' || `${to} says it is ${String(role[0])}`;
    });
    await entry.click();
    await workbench.clearNotifications();
    await seeRow(workbench, this.#topology.name, 'healthy');
  }
}

/** The first shard's master and its replicas. */
export function firstShard({ nodes }: TopologySnapshot): [NodeSnapshot, NodeSnapshot, ...NodeSnapshot[]] {
  const [master, replica, ...more] = nodes.filter((node) => node.shard === 0);
  if (!master || !replica) throw new Error('no master with a replica');
  return [master, replica, ...more];
}
