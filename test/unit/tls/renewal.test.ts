import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CertificateEvidence } from '../../../src/model/evidence';
import { findings } from '../../../src/model/findings/findings';
import { planRepair } from '../../../src/model/repair/plan-repair';
import { shownStep } from '../../../src/model/repair/shown';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { authority, newAuthority, renewed } from '../../../src/operations/tls/authority';
import { changed, container, rulesOf, stopped, watched, withEvidence } from '../findings/broken';

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2036, 0, 1);
const NODE = { container: 'orders-7000', name: 'orders-7000', address: '10.0.0.2', index: 1 };

test('an authority that is renewed answers for what it issued, and what it issues is good for who knows the old one', () => {
  const old = newAuthority({ id: '12345678', name: 'orders' }, NOW - 3640 * DAY_MS);
  const earlier = new X509Certificate(old.issue(NODE).certificate);
  const certificate = renewed(old.certificate, old.key, NOW);
  const later = new X509Certificate(authority(certificate, old.key, NOW).issue(NODE).certificate);
  for (const own of [old.certificate, certificate].map((pem) => new X509Certificate(pem)))
    for (const issued of [earlier, later]) {
      expect(issued.checkIssued(own)).toBe(true);
      expect(issued.verify(own.publicKey)).toBe(true);
    }
  expect(Date.parse(later.validTo) - NOW).toBeGreaterThan(3600 * DAY_MS);
  expect(new X509Certificate(certificate).ca).toBe(true);
});

/** Some nodes' certificates, by name: until when, in days from the time of the evidence, and for which addresses. */
function certified(some: Readonly<Record<string, Partial<CertificateEvidence> & { days: number }>>) {
  const changes = Object.entries(some).map(([name, { days, ...rest }]) => {
    const until = NOW + days * DAY_MS;
    const addresses = [`10.0.0.${Number(name.slice(1)) + 2}`, '127.0.0.1'];
    const certificate = { until, authorityUntil: NOW + 3000 * DAY_MS, addresses, ...rest };
    return [name, withEvidence({ at: NOW, certificate })] as const;
  });
  return (t: TopologySnapshot) => changed(t, Object.fromEntries(changes));
}

test('a certificate is told of from a month before its end, and as an error from then on', () => {
  const told = (days: number) =>
    findings(certified({ n0: { days }, n1: { days: 400 } })(watched()), NOW).map((f) => f.severity);
  expect([31, 29, 0].map(told)).toEqual([[], ['warning'], ['error']]);
  // It ends with its authority's.
  const authorityUntil = NOW + 5 * DAY_MS;
  expect(rulesOf(certified({ n0: { days: 400, authorityUntil } })(watched()))).toEqual([
    'ending-certificate',
  ]);
});

test('a certificate for other addresses is told of; that of a stopped node without an address is not', () => {
  const moved = certified({ n1: { days: 400, addresses: ['10.9.9.9'] } })(watched());
  expect(findings(moved, NOW).map((f) => [f.rule, f.severity])).toEqual([['foreign-certificate', 'warning']]);
  const away = changed(moved, {
    n1: (n) => ({ ...stopped(n), container: { ...stopped(n).container, ip: undefined } }),
  });
  expect(rulesOf(away)).not.toContain('foreign-certificate');
});

test('an address in a further network is worth a word', () => {
  const networks = [...container.networks, { name: 'apps', address: '172.20.0.9', isFixed: false }];
  const certificate = { until: NOW + 4000 * DAY_MS, authorityUntil: NOW + 4000 * DAY_MS };
  const joined = changed(watched(), {
    n1: withEvidence({
      at: NOW,
      container: { ...container, networks },
      certificate: { ...certificate, addresses: ['10.0.0.3'] },
    }),
  });
  const [found] = findings(joined, NOW);
  expect(found).toMatchObject({ rule: 'foreign-certificate', severity: 'info' });
  expect(render(found?.why ?? { key: '', args: [] })).toContain('172.20.0.9');
});

test('who answers reads its certificate while it runs; sentinels and who does not answer are restarted, nobody is started', () => {
  const ending = certified({ n0: { days: 1, authorityUntil: NOW + DAY_MS }, n1: { days: 1 } })(watched());
  const t = changed(ending, {
    n1: (n) => ({ ...n, answer: { kind: 'unreachable', since: 1, cause: 'x', reason: 'protocol' } }),
    n2: stopped,
  });
  const plan = planRepair(
    { kind: 'renewCertificates', nodes: ['t/n0', 't/n1', 't/n2', 't/n3'] },
    t,
    new Map(),
  );
  if (plan.kind !== 'repair') throw new Error(plan.kind);
  expect(plan.steps.map((step) => shownStep(step)[1])).toEqual([
    'CONFIG SET tls-cert-file /data/tls/node.crt',
    'docker restart n1',
    undefined,
    'docker restart n3',
  ]);
  const costs = plan.givesUp.map((cost) => render(cost)).join('\n');
  expect(costs).toContain('These are restarted, one after another: n1, n3');
  expect(costs).toContain('need the new one from 2036-01-02 on');
});
