import { text } from '../../text';
import { type Rule, said } from '../finding';
import { mastersIn } from '../nodes';
import { act } from '../remedy';

/** A master that keeps nothing on disk and is started again by the engine: it comes back empty. */
export const forgetfulMaster: Rule = {
  id: 'forgetful-master',
  afterMs: 0,
  find: (snapshot) =>
    mastersIn(snapshot).flatMap(({ node, facts }) => {
      const { config, container } = node.evidence ?? {};
      if (!config || config.persistent || !container || container.restartPolicy === 'no') return [];
      if (facts.replicas.length === 0) return [];
      return [
        {
          about: node.id,
          severity: 'error',
          what: text('{0} keeps nothing on disk and restarts by itself', node.name),
          why: text(
            'It comes back empty within a second, and its replicas copy the emptiness: all data is lost.',
          ),
          nodes: [node.id],
          evidence: [
            said(node, 'save "", appendonly no'),
            said(node, `restart policy: ${container.restartPolicy}`),
          ],
          remedy: act({ kind: 'enablePersistence', nodes: [node.id] }),
        },
      ];
    }),
};
