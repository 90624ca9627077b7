import { window } from 'vscode';
import { Cancelled, Failure } from '../../model/failure';
import { formatSlots } from '../../model/format';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { arrange, observedRole, ownSlots } from '../../model/structure';
import { text } from '../../model/text';
import { t } from '../localise';
import { carryOutAddition } from './carry-out-addition';
import { chooseTopology } from './choose-topology';
import { listed } from './listed';
import type { Command } from './parts';

/** Adds a replica to a master; chosen on a topology with several, the user picks which. */
export const addReplicaCommand: Command = async (parts, args) => {
  const { lab } = parts;
  await listed(lab);
  const [id] = args;
  const found = typeof id === 'string' ? lab.store.findNode(id) : undefined;
  const topology =
    found?.topology ??
    (await chooseTopology(lab, args, text('To which topology is a replica to be added?'), 'replicable'));
  const now = (await lab.askAll(topology.id)) ?? topology;
  const clicked = now.nodes.find((n) => n.id === found?.node.id && observedRole(n) === 'master');
  const master = clicked ?? (await chooseMaster(now));
  await carryOutAddition(
    parts,
    now,
    { kind: 'replica', of: master.id },
    { question: t('Add a replica to {0}?', master.name) },
  );
};

async function chooseMaster(topology: TopologySnapshot): Promise<NodeSnapshot> {
  const masters = arrange(topology).shards.flatMap(({ master, replicas }) =>
    master ? [{ master, replicas }] : [],
  );
  const [only, ...more] = masters;
  if (!only) throw new Failure(text('No node of {0} answers as master', topology.name));
  if (more.length === 0) return only.master;
  const items = masters.map(({ master, replicas }) => ({
    label: master.name,
    description: t('slots {0}', formatSlots(ownSlots(master)) || t('none')),
    detail: replicas.length === 1 ? t('1 replica') : t('{0} replicas', replicas.length),
    master,
  }));
  const picked = await window.showQuickPick(items, {
    title: t('Add Replica to {0}', topology.name),
    placeHolder: t('Which master shall it follow?'),
  });
  if (!picked) throw new Cancelled();
  return picked.master;
}
