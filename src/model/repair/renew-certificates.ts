import { namesOf } from '../findings/finding';
import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import { SOON_MS } from '../tls/tls-files';
import { cannot, type Planned, plan } from './plan';
import type { CertifyStep, Condition } from './step';

/** A server that was restarted loads its data. ms */
const ANSWERS_MS = 60_000;

/** Nodes get new certificates from their topology's authority, one after another. */
export function planRenewCertificates(
  repair: Extract<Repair, { kind: 'renewCertificates' }>,
  snapshot: TopologySnapshot,
): Planned {
  const nodes = snapshot.nodes.filter((n) => repair.nodes.includes(n.id));
  const gone = nodes.find((n) => n.container.state === 'absent');
  if (gone) return cannot(text('{0} is not a container of this engine', gone.name));
  const paused = nodes.find((n) => n.container.state === 'paused');
  if (paused) return cannot(text('{0} is paused', paused.name));
  if (nodes.length === 0) return cannot(text('None of these nodes exists any more.'));
  return plan(repair, nodes.map(certification), costsOf(nodes));
}

/** Sentinels have no CONFIG, and who does not answer cannot be told. Nobody is started who was stopped. */
function howOf({ answer, container }: NodeSnapshot): CertifyStep['how'] {
  if (container.state !== 'running') return 'atNextStart';
  return answer.kind === 'data' ? 'reload' : 'restart';
}

function certification(n: NodeSnapshot): CertifyStep {
  const how = howOf(n);
  const answers: Condition = {
    what: text('{0} answers', n.name),
    withinMs: ANSWERS_MS,
    lacks: (now) => {
      const there = now.nodes.find((o) => o.id === n.id);
      const does = there?.answer.kind === 'data' || there?.answer.kind === 'sentinel';
      return does ? undefined : `${n.name}: ${there?.container.status ?? 'gone'}`;
    },
  };
  return {
    kind: 'certify',
    how,
    what: text('{0} gets a new certificate', n.name),
    node: placeOf(n),
    ...(how === 'atNextStart' ? {} : { until: answers }),
  };
}

function costsOf(nodes: readonly NodeSnapshot[]): Text[] {
  const restarted = nodes.filter((n) => howOf(n) === 'restart');
  const ends = nodes.flatMap(({ evidence }) =>
    evidence?.certificate && evidence.certificate.authorityUntil - evidence.at < SOON_MS
      ? evidence.certificate.authorityUntil
      : [],
  );
  return [
    text('Connections that are open stay open; new ones see the new certificates.'),
    ...(restarted.length > 0
      ? [text('These are restarted, one after another: {0}', namesOf(restarted))]
      : []),
    ...(ends.length > 0
      ? [
          text(
            'The authority gets a new certificate too. Clients that know the old one need the new one from {0} on: Export CA Certificate….',
            new Date(Math.min(...ends)).toISOString().slice(0, 10),
          ),
        ]
      : []),
  ];
}
