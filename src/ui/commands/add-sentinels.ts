import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { majorityOf, quorumRemarks } from '../../model/size/quorum';
import { text } from '../../model/text';
import { show, t } from '../localise';
import { carryOutAddition } from './carry-out-addition';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** The numbers worth offering; the first is the usual one. */
const COUNTS = [3, 5, 1];

/** Adds sentinels to a replication topology, which so becomes a Sentinel one. */
export const addSentinelsCommand: Command = async (parts, args) => {
  const topology = await chooseTopology(
    parts.lab,
    args,
    text('Which topology are sentinels to watch?'),
    'unwatched',
  );
  const items = COUNTS.map((count) => ({
    label: count === 1 ? t('1 sentinel') : t('{0} sentinels', count),
    description: t('quorum {0}', majorityOf(count)),
    detail: quorumRemarks(count, majorityOf(count)).map(show).join('. '),
    count,
  }));
  const picked = await window.showQuickPick(items, {
    title: t('Add Sentinels to {0}', topology.name),
    placeHolder: t('How many sentinels shall watch it?'),
  });
  if (!picked) throw new Cancelled();
  const { count } = picked;
  await carryOutAddition(
    parts,
    topology,
    { kind: 'sentinels', count, quorum: majorityOf(count) },
    { question: t('Make {0} a Sentinel topology?', topology.name) },
  );
};
