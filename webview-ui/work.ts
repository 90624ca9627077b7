import type { PageErrand } from '../src/protocol/to-host';
import type { CallResult } from '../src/protocol/to-page';

/** What was asked for a node or for the topology: at work, or failed and not asked again since. */
export type Errand =
  | { readonly kind: 'running'; readonly action: PageErrand['action'] }
  | { readonly kind: 'failed'; readonly action: PageErrand['action']; readonly message: string };

/** The one errand of each node, and of the topology as a whole. */
export class Work {
  private readonly errands = new Map<string, Errand>();

  constructor(
    private readonly ask: (call: PageErrand) => Promise<CallResult>,
    private readonly changed: () => void,
  ) {}

  /** Of a node, by its id; of the topology without one. */
  of(node?: string): Errand | undefined {
    return this.errands.get(node ?? '');
  }

  async start(call: PageErrand): Promise<void> {
    const key = call.name === 'node' ? call.node : '';
    if (this.errands.get(key)?.kind === 'running') return;
    this.errands.set(key, { kind: 'running', action: call.action });
    this.changed();
    const result = await this.ask(call);
    if (result.ok) this.errands.delete(key);
    else this.errands.set(key, { kind: 'failed', action: call.action, message: String(result.message) });
    this.changed();
  }
}
