import { text } from '../../text';
import { type Rule, said } from '../finding';
import { sentinelsIn } from '../nodes';
import { act, advise } from '../remedy';
import { opinionsIn } from './opinions';

/** A sentinel of the deployment that watches nobody: it was told to forget, and to watch nothing instead. */
export const idleSentinel: Rule = {
  id: 'idle-sentinel',
  afterMs: 10_000,
  find: (snapshot) => {
    const [model] = opinionsIn(snapshot);
    return sentinelsIn(snapshot)
      .filter(({ node, answer }) => (node.evidence?.monitored ?? answer.views).length === 0)
      .map(({ node }) => ({
        about: node.id,
        severity: 'error',
        what: text('{0} monitors nothing', node.name),
        why: text('It does not vote: with one more sentinel away there may be no majority for a failover.'),
        nodes: [node.id],
        evidence: [said(node, 'SENTINEL MASTERS: -')],
        remedy: model
          ? act({ kind: 'monitorAnew', sentinels: [node.id], masterName: model.view.masterName })
          : advise(text('Decide first which node is to be master, and under which name it is monitored.')),
      }));
  },
};
