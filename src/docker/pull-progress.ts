import { type Text, text } from '../model/text';

interface Layer {
  /** Bytes. */
  readonly done: number;
  readonly total: number;
}

/** Adds up what an engine says of the layers of an image that it pulls. */
export class PullProgress {
  private readonly layers = new Map<string, Layer>();
  private status = '';

  /** Takes in one line of the engine. */
  note(line: unknown): void {
    if (typeof line !== 'object' || line === null) return;
    const status = 'status' in line && typeof line.status === 'string' ? line.status : '';
    const id = 'id' in line && typeof line.id === 'string' ? line.id : undefined;
    if (id === undefined || /^Pulling from/.test(status)) {
      this.status = status || this.status;
      return;
    }
    const seen = this.layers.get(id) ?? { done: 0, total: 0 };
    if (/^(Download complete|Pull complete|Already exists)$/.test(status)) {
      this.layers.set(id, { done: seen.total, total: seen.total });
    } else if (status === 'Downloading' && 'progressDetail' in line) {
      const { current, total } = numbers(line.progressDetail);
      this.layers.set(id, { done: current, total: Math.max(total, current) });
    } else if (!this.layers.has(id)) {
      this.layers.set(id, seen);
    }
  }

  /** Downloaded share, from 0 to 1; undefined as long as no layer has told its size. */
  get fraction(): number | undefined {
    const { done, total } = this.sums();
    return total > 0 ? done / total : undefined;
  }

  get text(): Text {
    const { done, total } = this.sums();
    if (total > 0) return text('{0} of {1} MB', megabytes(done), megabytes(total));
    return this.status ? text('{0}', this.status) : text('Waiting for the registry');
  }

  private sums(): Layer {
    let done = 0;
    let total = 0;
    for (const layer of this.layers.values()) {
      done += layer.done;
      total += layer.total;
    }
    return { done, total };
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

function numbers(detail: unknown): { current: number; total: number } {
  const get = (key: 'current' | 'total'): number => {
    if (typeof detail !== 'object' || detail === null || !(key in detail)) return 0;
    const value: unknown = (detail as Record<string, unknown>)[key];
    return typeof value === 'number' && value > 0 ? value : 0;
  };
  return { current: get('current'), total: get('total') };
}
