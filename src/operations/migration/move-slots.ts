import { Failure } from '../../model/failure';
import { movesProblem } from '../../model/moves/check-moves';
import { chooseMethod } from '../../model/moves/method';
import type { MigrationResult, MoveMethod } from '../../model/moves/migration';
import type { Move } from '../../model/moves/move';
import { countSlots } from '../../model/structure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import type { Migrations } from '../../topology/migrations';
import type { Work } from '../work';
import { askedNow } from './asked';
import { moveAtomically } from './atomic';
import { type CountedMove, countMoves, keysIn } from './count-moves';
import { moveKeyByKey } from './key-by-key';
import { type Migration, migrate } from './migrate';
import type { Flow } from './move-batch';
import { Road } from './road';

/** The longest that one call may block a source, where nothing else is asked for. ms */
export const DEFAULT_BUDGET_MS = 20;

export interface MoveOptions {
  /** Without it: atomic where every node involved can. */
  readonly method?: MoveMethod;
  /** The longest that one call that moves keys may block a source, ms. */
  readonly budgetMs?: number;
}

/**
 * Moves slots between masters while clients go on. Cancelling brings what was begun to its end: each slot is then wholly
 * moved or where it was, none is open.
 * @throws Failure when the moves do not fit the cluster (nothing was done), or saying which node did not do what; slots
 *   that it leaves open can be finished or undone
 */
export async function moveSlots(
  lab: Lab,
  migrations: Migrations,
  topologyId: string,
  moves: readonly Move[],
  options: MoveOptions,
  work: Work,
): Promise<MigrationResult> {
  const topology = await askedNow(lab, topologyId);
  const problem = movesProblem(topology, moves);
  if (problem)
    throw new Failure(text('Slots of {0} cannot be moved: {1}', topology.name, problem), {
      next: text('Nothing was changed.'),
    });
  const chosen = chooseMethod(topology, moves);
  const method = options.method ?? chosen.method;
  const counted = await countMoves(moves, async (id) => ({
    name: topology.nodes.find((n) => n.id === id)?.name ?? id,
    control: await lab.connectionTo(id),
  }));
  const slots = moves.reduce((sum, m) => sum + countSlots(m.slots), 0);
  const budgetMs = options.budgetMs ?? DEFAULT_BUDGET_MS;
  work.step(text('Moving {0} slots of {1}', slots, topology.name));
  return migrate(
    lab,
    migrations,
    topology,
    { method, slots, keys: keysIn(counted) },
    work,
    async (migration) => {
      const left = method === 'atomic' ? await moveAtomically(migration, counted) : counted;
      if (left.length === 0) return undefined;
      migration.tally.method = 'keyByKey';
      return moveKeyByKey(flowsOf(migration, left), { ...migration, budgetMs });
    },
  );
}

/** Counted moves with connections to their ends. @throws Failure when a node does not answer any more */
export const flowsOf = (
  { sites }: Pick<Migration, 'sites'>,
  moves: readonly CountedMove[],
  resumed = false,
): Flow[] =>
  moves.map(({ from, to, slots }) => ({
    source: sites.of(from),
    target: sites.of(to),
    road: new Road(),
    slots,
    resumed,
  }));
