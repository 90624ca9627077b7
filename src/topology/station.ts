import { Examinations } from './examination';
import { History } from './history';
import type { Lab } from './lab';
import { Timelines } from './timeline';

export interface StationOptions {
  /** The context or address that the user asked for; undefined: whatever the current engine is. */
  readonly asked: string | undefined;
  readonly lab: Lab;
  /** How often nodes are asked while somebody looks, ms. */
  readonly intervalMs: () => number;
  /** Whether this window moves slots of a topology. */
  readonly isMoving: (topologyId: string) => boolean;
}

/** One engine in this window: its lab, and what is kept over time of the topologies on it. */
export class Station {
  /** Of its row in the tree, and what commands know it by. Not an engine's id: which one is meant may change. */
  readonly id: string;
  readonly asked: string | undefined;
  readonly lab: Lab;
  readonly history: History;
  readonly timeline: Timelines;
  readonly examinations: Examinations;

  constructor({ asked, lab, intervalMs, isMoving }: StationOptions) {
    this.id = `engine:${asked ?? ''}`;
    this.asked = asked;
    this.lab = lab;
    this.history = new History(lab.store, lab.now, intervalMs);
    this.timeline = new Timelines(lab);
    this.examinations = new Examinations(lab, isMoving);
  }

  /** What the user knows the engine by; what was asked for while it is not known yet. */
  get name(): string {
    const { engine } = this.lab.store;
    return (engine.kind === 'idle' ? '' : engine.name) || (this.asked ?? '');
  }

  dispose(): void {
    this.timeline.dispose();
    this.history.dispose();
    this.examinations.dispose();
    this.lab.dispose();
  }
}
