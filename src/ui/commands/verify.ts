import { text } from '../../model/text';
import { verifyTopology } from '../../operations/verify';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Proves anew that a topology works, and shows each check with its evidence. */
export const verifyCommand: Command = async ({ lab, log, showVerifyReport }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be verified?'), 'verifiable');
  const checks = await workInNotification(log, t('Verifying {0}', topology.name), true, (work) =>
    verifyTopology(lab, topology.id, work),
  );
  await showVerifyReport(topology.name, checks);
};
