import type { Check } from '../../model/checks';
import { joinTexts, type Text, text } from '../../model/text';
import { verifyTopology } from '../../operations/verify';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Proves anew that a topology works, and shows each check with its evidence. */
export const verifyCommand: Command = async ({ lab, log, timeline, showVerifyReport }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be verified?'), 'verifiable');
  const checks = await workInNotification(log, t('Verifying {0}', topology.name), true, (work) =>
    verifyTopology(lab, topology.id, work),
  );
  const failed = checks.filter((check) => check.outcome === 'failed');
  timeline.note(topology.id, {
    severity: failed.length === 0 ? 'good' : 'error',
    what: verdict(checks, failed),
    nodes: [],
  });
  await showVerifyReport(topology.name, checks);
};

function verdict(checks: readonly Check[], failed: readonly Check[]): Text {
  const which = joinTexts(
    failed.map((check) => check.what),
    ', ',
  );
  return which
    ? text('Verified: {0} of {1} checks failed: {2}', failed.length, checks.length, which)
    : text('Verified: all {0} checks passed', checks.length);
}
