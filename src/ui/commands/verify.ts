import { window } from 'vscode';
import type { Check } from '../../model/checks';
import { Cancelled } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { joinTexts, type Text, text } from '../../model/text';
import { verifyTopology } from '../../operations/verify';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';
import { workInNotification } from './progress';

/** Proves anew that a topology works, and shows each check with its evidence. */
export const verifyCommand: Command = async ({ lab, log, timeline, showVerifyReport }, args) => {
  const topology = await chooseTopology(lab, args, text('Which topology is to be verified?'), 'verifiable');
  const writes = topology.origin === 'ours' || (await mayWrite(topology));
  const checks = await workInNotification(log, t('Verifying {0}', topology.name), true, (work) =>
    verifyTopology(lab, topology.id, work, writes),
  );
  const failed = checks.filter((check) => check.outcome === 'failed');
  timeline.note(topology.id, {
    severity: failed.length === 0 ? 'good' : 'error',
    what: verdict(checks, failed),
    nodes: [],
  });
  await showVerifyReport(topology.name, checks);
};

/** Nothing is changed on what somebody else made unless the user says so. */
async function mayWrite({ name, shape }: TopologySnapshot): Promise<boolean> {
  const [write, ask] = [t('Write and Check'), t('Only Ask')];
  const detail = [
    t(
      'A key that ends by itself after a minute can be written on each master, read on its replicas and removed.',
    ),
    ...(shape === 'sentinel' ? [t('Sentinels can be told to save their configuration.')] : []),
    t('Without that, the nodes are only asked.'),
  ].join(' ');
  const message = t('{0} was not made here. May the check write?', name);
  const answer = await window.showInformationMessage(message, { modal: true, detail }, write, ask);
  if (!answer) throw new Cancelled();
  return answer === write;
}

function verdict(checks: readonly Check[], failed: readonly Check[]): Text {
  const which = joinTexts(
    failed.map((check) => check.what),
    ', ',
  );
  return which
    ? text('Verified: {0} of {1} checks failed: {2}', failed.length, checks.length, which)
    : text('Verified: all {0} checks passed', checks.length);
}
