import type { Finding } from '../../../src/model/findings/finding';
import { findings } from '../../../src/model/findings/findings';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { Examinations } from '../../../src/topology/examination';
import type { Lab } from '../../../src/topology/lab';

/** What has a lab: a bed, or what was made by hand. */
export interface Beddable {
  readonly lab: Lab;
}

/** What is found on the real engine, as the extension would. */
export class Watch {
  readonly examinations: Examinations;

  constructor(readonly bed: Beddable) {
    this.examinations = new Examinations(bed.lab);
  }

  /** What is told now, patience included. */
  told(id: string): string[] {
    return sentences(this.examinations.of(id));
  }

  /** What one look shows, without patience: evidence and answers asked anew. */
  async look(id: string): Promise<readonly Finding[]> {
    await this.bed.lab.askAll(id);
    await this.examinations.examine(id);
    await this.bed.lab.askAll(id);
    return findings(this.examined(id), Date.now());
  }

  /**
   * Waits until one look shows just these rules, in any order, twice in a row.
   * @throws Error with what was found instead
   */
  async expect(id: string, rules: readonly string[], withinMs = 20_000): Promise<readonly Finding[]> {
    const end = Date.now() + withinMs;
    const wanted = [...new Set(rules)].sort().join(', ');
    let inARow = 0;
    for (;;) {
      const found = await this.look(id);
      const names = [...new Set(found.map((f) => f.rule))].sort().join(', ');
      inARow = names === wanted ? inARow + 1 : 0;
      if (inARow === 2) return found;
      if (Date.now() > end) {
        const said = found.map((f) => `${render(f.what)} ${JSON.stringify(f.evidence)}`).join('\n');
        throw new Error(`expected [${wanted}], found [${names}]\n${said}`);
      }
      await new Promise((r) => setTimeout(r, 300));
    }
  }

  examined(id: string): TopologySnapshot {
    const found = this.examinations.examined(id);
    if (!found) throw new Error(`no topology ${id}`);
    return found;
  }

  dispose(): void {
    this.examinations.dispose();
  }
}

export const sentences = (found: readonly Finding[]): string[] =>
  found.map((f) => `${f.rule}: ${render(f.what)}`);
