import { window } from 'vscode';
import { Cancelled } from '../../model/failure';
import { sentinelViews } from '../../model/sentinel-opinion';
import { majorityOf, quorumRemarks } from '../../model/size/quorum';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { show, t } from '../localise';
import { carryOutAddition } from './carry-out-addition';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Adds a sentinel, with advice on the quorum, which all of them get. */
export const addSentinelCommand: Command = async (parts, args) => {
  const topology = await chooseTopology(
    parts.lab,
    args,
    text('To which topology is a sentinel to be added?'),
    'watchable',
  );
  const now = (await parts.lab.askAll(topology.id)) ?? topology;
  const quorum = await askQuorum(now);
  await carryOutAddition(
    parts,
    now,
    { kind: 'sentinels', count: 1, quorum },
    { question: t('Add a sentinel to {0}?', now.name) },
  );
};

async function askQuorum(topology: TopologySnapshot): Promise<number> {
  const sentinels = 1 + topology.nodes.filter((n) => n.intended === 'sentinel').length;
  const [present] = sentinelViews(topology);
  const kept = present?.view.quorum ?? majorityOf(sentinels);
  const advised = majorityOf(sentinels);
  if (kept === advised) return kept;
  const items = [advised, kept].map((quorum) => ({
    label: t('Quorum {0}', quorum),
    description: quorum === advised ? t('advised: a majority of {0}', sentinels) : t('as it is'),
    detail: quorumRemarks(sentinels, quorum).map(show).join('. '),
    quorum,
  }));
  const picked = await window.showQuickPick(items, {
    title: t('Add Sentinel to {0}', topology.name),
    placeHolder: t('How many sentinels must see the master down before a failover?'),
  });
  if (!picked) throw new Cancelled();
  return picked.quorum;
}
