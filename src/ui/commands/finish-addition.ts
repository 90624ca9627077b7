import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { finishAddition } from '../../operations/size/finish-addition';
import type { Lab } from '../../topology/lab';
import { t } from '../localise';
import { Elsewhere } from './elsewhere';
import { listed } from './listed';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Finishes an addition that a lost window left half-way. */
export const finishAdditionCommand: Command = async ({ lab, log }, args) => {
  await listed(lab);
  const [id] = args;
  const left = leftOn(lab);
  const node = typeof id === 'string' ? left.find((n) => n.id === id) : left[0];
  const [elsewhere] = id === undefined && !node ? lab.beside.flatMap(leftOn) : [];
  if (elsewhere) throw new Elsewhere([elsewhere.id]);
  if (!node) throw new Failure(text('Nothing was left half added.'));
  await workInNotification(log, t('Adding {0}', node.name), true, (work) =>
    finishAddition(lab, node.id, work),
  );
};

const leftOn = (lab: Lab) => lab.store.topologies.flatMap((one) => one.joining ?? []);
