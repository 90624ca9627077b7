import { type QuickPickItem, window } from 'vscode';
import { Cancelled } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { t } from '../localise';
import { carryOutAddition } from './carry-out-addition';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { rebalanceOnto } from './rebalance-onto';

/** Adds a master with replicas to a cluster, and then, if wanted, gives it its share of the slots. */
export const addShardCommand: Command = async (parts, args) => {
  const { lab } = parts;
  const topology = await chooseTopology(
    lab,
    args,
    text('To which cluster is a shard to be added?'),
    'shardable',
  );
  const replicas = await askReplicas(topology);
  const rebalance = await askRebalance();
  const remarks = rebalance ? [text('Then slots move to it until every master has its share')] : [];
  await carryOutAddition(
    parts,
    topology,
    { kind: 'shard', replicas },
    { question: t('Add a shard to {0}?', topology.name), remarks },
  );
  if (rebalance) await rebalanceOnto(parts, topology);
};

const MOST_REPLICAS = 5;

async function askReplicas({ spec, name }: TopologySnapshot): Promise<number> {
  const usual = spec?.shape === 'cluster' ? spec.replicasPerMaster : 1;
  const counts = Array.from({ length: MOST_REPLICAS + 1 }, (_, n) => n).sort(
    (a, b) => Number(b === usual) - Number(a === usual),
  );
  const items = counts.map((count) => ({
    label: count === 1 ? t('1 replica') : t('{0} replicas', count),
    description: count === usual ? t('as the others have') : '',
    count,
  }));
  const title = t('Add Shard to {0}', name);
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: t('How many replicas shall the new master have?'),
  });
  if (!picked) throw new Cancelled();
  return picked.count;
}

async function askRebalance(): Promise<boolean> {
  const items: (QuickPickItem & { rebalance: boolean })[] = [
    {
      label: t('Rebalance when it has joined'),
      description: t('the new master gets its share of the slots'),
      rebalance: true,
    },
    {
      label: t('Leave it empty'),
      description: t('slots can be moved to it later: Rebalance…, Reshard…'),
      rebalance: false,
    },
  ];
  const picked = await window.showQuickPick(items, { placeHolder: t('And its slots?') });
  if (!picked) throw new Cancelled();
  return picked.rebalance;
}
