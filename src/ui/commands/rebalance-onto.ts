import type { TopologySnapshot } from '../../model/snapshot';
import { spreadSlots } from '../../operations/size/spread-slots';
import { t } from '../localise';
import { settings } from '../settings';
import type { Parts } from './parts';
import { runMigration } from './run-migration';

/** Gives every master of a cluster its share of the slots, those too that have none, and shows how it goes. */
export function rebalanceOnto(parts: Parts, topology: TopologySnapshot): Promise<void> {
  const { lab, migrations } = parts;
  const options = { budgetMs: settings.blockBudgetMs() };
  return runMigration(parts, topology, t('Rebalancing {0}', topology.name), (work) =>
    spreadSlots(lab, migrations, topology.id, work, options),
  );
}
