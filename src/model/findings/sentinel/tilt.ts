import { text } from '../../text';
import { type Rule, said } from '../finding';
import { sentinelsIn } from '../nodes';
import { advise } from '../remedy';

/** A sentinel that noticed a jump of its clock, or that it was not given time to run. */
export const tilt: Rule = {
  id: 'tilt',
  afterMs: 0,
  find: (snapshot) =>
    sentinelsIn(snapshot)
      .filter(({ answer }) => answer.tilt)
      .map(({ node }) => ({
        about: node.id,
        severity: 'warning',
        what: text('{0} is in TILT mode', node.name),
        why: text('It was paused, starved or its clock jumped: for 30 seconds it watches and does not act.'),
        nodes: [node.id],
        evidence: [said(node, 'sentinel_tilt:1')],
        remedy: advise(
          text('It ends by itself. If it comes back, the machine is too busy or its clock is unsteady.'),
        ),
      })),
};
