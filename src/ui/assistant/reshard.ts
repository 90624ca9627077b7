import { Failure } from '../../model/failure';
import { formatBytes, formatCount, formatDuration, formatSlots } from '../../model/format';
import { migrationEnd } from '../../model/moves/migration-words';
import type { Move } from '../../model/moves/move';
import { planMoves } from '../../model/moves/plan-moves';
import { type SpokenWish, wishFor } from '../../model/moves/wish-for';
import type { TopologySnapshot } from '../../model/snapshot';
import { countSlots } from '../../model/structure';
import { render, text } from '../../model/text';
import { measureMoves } from '../../operations/migration/measure-moves';
import { moveSlots } from '../../operations/migration/move-slots';
import type { Parts } from '../commands/parts';
import { concludedMigration } from '../commands/run-migration';
import { t } from '../localise';
import { settings } from '../settings';
import { AgreedPlans } from './agreed';
import { planMessage } from './plan-message';
import { type AssistantTool, type Named, named, type Question } from './tool';

type ReshardWish = Named & SpokenWish;

interface Planned {
  readonly topology: TopologySnapshot;
  readonly moves: readonly Move[];
  /** Why there are no moves. */
  readonly already?: string;
}

const agreed = new AgreedPlans<Planned>();

/** Moves slots: what goes from where to where is in the question, and that is what is moved. */
export const reshardTool: AssistantTool<ReshardWish> = {
  doing: ({ topology }) => t('Moving slots in {0}', topology),
  async confirm(parts, wish) {
    const planned = await plan(parts, wish);
    if (planned.moves.length === 0) return undefined;
    agreed.keep(wish, planned);
    return question(parts, planned);
  },
  async act(parts, wish, work) {
    const { topology, moves, already } = agreed.take(wish) ?? (await plan(parts, wish));
    if (moves.length === 0) return `Nothing was moved. ${already ?? ''}`.trim();
    const { lab, migrations } = parts;
    const options = { budgetMs: settings.blockBudgetMs() };
    const result = await concludedMigration(parts, topology, () =>
      moveSlots(lab, migrations, topology.id, moves, options, work),
    );
    return [migrationEnd(result), ...result.remarks].map((said) => render(said)).join(' ');
  },
};

/** @throws Failure when slots cannot be moved, or not so */
async function plan({ lab }: Parts, wish: ReshardWish): Promise<Planned> {
  const topology = await named(lab, wish.topology);
  const planned = planMoves(topology, wishFor(topology, wish));
  switch (planned.kind) {
    case 'move':
      return { topology, moves: planned.moves };
    case 'nothing':
      return { topology, moves: [], already: render(planned.why) };
    case 'cannot':
      throw new Failure(text('Slots of {0} cannot be moved: {1}', topology.name, planned.why));
  }
}

async function question({ lab }: Parts, { topology, moves }: Planned): Promise<Question> {
  const { keys, bytes, estimateMs } = await measureMoves(lab, topology.id, moves);
  const name = (id: string) => topology.nodes.find((n) => n.id === id)?.name ?? id;
  const lines = moves.map(({ from, to, slots }) =>
    t('{0} slots from {1} to {2}: {3}', countSlots(slots), name(from), name(to), formatSlots(slots)),
  );
  const cost = text(
    '{0} keys ({1}), about {2}',
    formatCount(keys),
    formatBytes(bytes),
    formatDuration(estimateMs),
  );
  return { title: t('Move slots in {0}?', topology.name), message: planMessage([cost], lines) };
}
