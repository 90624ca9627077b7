import { text } from '../../text';
import { type Rule, said } from '../finding';
import { replicasIn } from '../nodes';
import { act } from '../remedy';

/** A replica that takes writes of its own. */
export const writableReplica: Rule = {
  id: 'writable-replica',
  afterMs: 0,
  find: (snapshot) =>
    replicasIn(snapshot)
      .filter(({ facts }) => !facts.readOnly)
      .map(({ node }) => ({
        about: node.id,
        severity: 'warning',
        what: text('{0} is a replica and takes writes', node.name),
        why: text('What is written to it is on no other node, and is lost at its next full copy.'),
        nodes: [node.id],
        evidence: [said(node, 'slave_read_only:0')],
        remedy: act({ kind: 'makeReadOnly', nodes: [node.id] }),
      })),
};
