import { text } from '../../text';
import { type Rule, said } from '../finding';
import { mastersIn } from '../nodes';
import { act } from '../remedy';

/** More full copies for each replica, within a minute, than starts and changes of the master explain. */
const TOO_MANY = 4;

/** A master that sends everything again and again: replicas never get to the end. */
export const syncLoop: Rule = {
  id: 'sync-loop',
  afterMs: 0,
  find: (snapshot) =>
    mastersIn(snapshot).flatMap(({ node, facts }) => {
      const { counters, earlier, config } = node.evidence ?? {};
      if (!counters || !earlier || counters.replicationId !== earlier.replicationId) return [];
      const copies = counters.fullSyncs - earlier.fullSyncs;
      if (copies < TOO_MANY * Math.max(1, facts.replicas.length)) return [];
      const seconds = Math.round((counters.at - earlier.at) / 1000);
      return [
        {
          about: node.id,
          severity: 'error',
          what: text('{0} sent {1} full copies to its replicas within {2} s', node.name, copies, seconds),
          why: text(
            'What is written meanwhile exceeds the output buffer, the link is cut, and the copy begins anew.',
          ),
          nodes: [node.id],
          evidence: [
            said(node, `sync_full:${counters.fullSyncs}`),
            said(node, `client-output-buffer-limit slave ${config?.replicaBufferLimit ?? '?'}`),
          ],
          remedy: act({ kind: 'growReplicaBuffer', node: node.id }),
        },
      ];
    }),
};
