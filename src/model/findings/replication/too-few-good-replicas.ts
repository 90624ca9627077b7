import { text } from '../../text';
import { type Rule, said } from '../finding';
import { mastersIn } from '../nodes';
import { advise } from '../remedy';

/** A master that refuses writes, because fewer replicas are up to date than min-replicas-to-write asks for. */
export const tooFewGoodReplicas: Rule = {
  id: 'too-few-good-replicas',
  afterMs: 5000,
  find: (snapshot) =>
    mastersIn(snapshot).flatMap(({ node, facts }) => {
      const { minReplicasToWrite = 0, minReplicasMaxLag = 0 } = node.evidence?.config ?? {};
      if (minReplicasToWrite === 0 || minReplicasMaxLag === 0) return [];
      const good = facts.replicas.filter(
        (r) => r.state === 'online' && r.lagSeconds <= minReplicasMaxLag,
      ).length;
      if (good >= minReplicasToWrite) return [];
      return [
        {
          about: node.id,
          severity: 'error',
          what: text(
            '{0} refuses writes: {1} replicas are up to date, it wants {2}',
            node.name,
            good,
            minReplicasToWrite,
          ),
          why: text('With min-replicas-to-write a master would rather refuse than lose what only it has.'),
          nodes: [node.id],
          evidence: [
            said(
              node,
              `min-replicas-to-write ${minReplicasToWrite}, min-replicas-max-lag ${minReplicasMaxLag}`,
            ),
            said(node, `min_slaves_good_slaves:${good}`),
          ],
          remedy: advise(text('Bring replicas back, or lower min-replicas-to-write.')),
        },
      ];
    }),
};
