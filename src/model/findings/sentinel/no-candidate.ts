import { masterOf } from '../../structure';
import { text } from '../../text';
import { idsOf, type Rule, said } from '../finding';
import { replicasIn } from '../nodes';
import { act } from '../remedy';
import { opinionsIn } from './opinions';

/** No replica that a sentinel may choose: all have priority 0, or were without a link for too long. */
export const noCandidate: Rule = {
  id: 'no-candidate',
  afterMs: 10_000,
  find: (snapshot) => {
    const [opinion] = opinionsIn(snapshot);
    const replicas = replicasIn(snapshot);
    if (!opinion || replicas.length === 0) return [];
    // Ten times down-after, as sentinelSelectSlave counts it (sentinel.c).
    const tooLong = (opinion.view.downAfterMs * 10) / 1000;
    const never = replicas.filter(({ facts }) => facts.priority === 0);
    const late = replicas.filter(
      ({ facts }) => facts.priority !== 0 && (facts.linkDownSeconds ?? 0) > tooLong,
    );
    if (never.length + late.length < replicas.length) return [];
    const nodes = [...never, ...late].map((r) => r.node);
    const masters = new Set(late.flatMap(({ node }) => masterOf(node, snapshot) ?? []));
    const [master] = masters;
    return [
      {
        about: 'replicas',
        severity: 'warning',
        what: text('No replica may become master'),
        why: text('If the master fails the sentinels find nobody to promote.'),
        nodes: idsOf(nodes),
        evidence: [
          ...never.map(({ node }) => said(node, 'slave_priority:0')),
          ...late.map(({ node, facts }) =>
            said(node, `master_link_down_since_seconds:${facts.linkDownSeconds}`),
          ),
        ],
        remedy:
          never.length === 0 && master
            ? act({ kind: 'repoint', replicas: late.map((r) => r.node.id), master: master.id })
            : act({ kind: 'makeEligible', nodes: never.map((r) => r.node.id) }),
      },
    ];
  },
};
