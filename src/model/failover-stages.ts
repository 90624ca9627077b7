import type { Text } from './text';

/** One stage of a failover; they follow each other in this order and no other. */
export interface Stage {
  readonly what: Text;
  readonly state: 'done' | 'now' | 'ahead';
  /** Who, how many, which epoch: as far as nodes tell. */
  readonly detail: Text | undefined;
}

/** A failover that is under way, by what nodes say at this moment. */
export interface FailoverCourse {
  /** The master that is replaced: its name, else its address. */
  readonly of: string;
  readonly stages: readonly Stage[];
}

/** Stages of which one is the present one: those before it are done, those after it are ahead. */
export function stagesAt(now: number, stages: readonly (readonly [what: Text, detail?: Text])[]): Stage[] {
  return stages.map(([what, detail], i) => ({
    what,
    detail,
    state: i < now ? 'done' : i === now ? 'now' : 'ahead',
  }));
}
