import { expect, test } from 'vitest';
import type { Entrance } from '../../../src/model/acl/entrance';
import { findings } from '../../../src/model/findings/findings';
import { readSentinelFile } from '../../../src/model/parse/sentinel-file';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import {
  answering,
  changed,
  config,
  container,
  evidence,
  peersOf,
  replicaWith,
  rulesOf,
  saidOf,
  sentinelSays,
  watched,
} from './broken';

test('healthy sentinels have no finding', () => {
  expect(rulesOf(watched())).toEqual([]);
});

type Change = (n: NodeSnapshot) => NodeSnapshot;
const says = (change: Parameters<typeof sentinelSays>[1]) => (n: NodeSnapshot) =>
  answering(sentinelSays(n.index, change))(n);
const all = (change: Change) => ({ n3: change, n4: change, n5: change });
const ghost = { ip: '10.0.0.77', port: 26379, runId: 'gone', flags: ['sentinel', 's_down'], lastHelloMs: 0 };
const file =
  (content: string, mounts = container.mounts): Change =>
  (n) => ({
    ...n,
    evidence: {
      ...n.evidence,
      at: 1,
      file: readSentinelFile('/etc/s.conf', content),
      container: { ...container, mounts },
    },
  });
const times =
  (downAfterMs: number, failoverTimeoutMs: number): Change =>
  (n) => ({
    ...n,
    evidence: { ...n.evidence, at: 1, monitored: [{ name: 't', quorum: 2, downAfterMs, failoverTimeoutMs }] },
  });
const named =
  (name: string): Change =>
  (n) => ({
    ...n,
    evidence: {
      ...n.evidence,
      at: 1,
      monitored: [{ name, quorum: 2, downAfterMs: 5000, failoverTimeoutMs: 60_000 }],
    },
  });
const letsIn =
  (entrance: Entrance): Change =>
  (n) => ({ ...n, evidence: evidence({ config: { ...config, entrance } }) });
const BY_NAME: Entrance = { unnamed: 'closed', users: ['admin', 'sentinel'] };
const bindFile = [{ type: 'bind', destination: '/etc/s.conf', source: '/home/me/s.conf', writable: true }];

test.each<[string, Record<string, Change>, string[]]>([
  ['a quorum of 5', all(says({ quorum: 5, quorumVerdict: 'NOQUORUM' })), ['quorum-too-large']],
  ['no quorum', all(says({ quorumVerdict: 'NOQUORUM 1 usable Sentinels' })), ['no-quorum']],
  ['one names another master', { n5: says({ masterIp: '10.0.0.3', masterPort: 6380 }) }, ['masters-differ']],
  ['one watches under another name', { n5: named('mymaster') }, ['names-differ']],
  [
    'a setting for another name',
    { n3: file('sentinel monitor t 10.0.0.2 6379 2\nsentinel down-after-milliseconds master 5000') },
    ['unmonitored-name'],
  ],
  [
    'a file mounted by itself',
    { n3: file('sentinel monitor t 10.0.0.2 6379 2', bindFile) },
    ['unwritable-file'],
  ],
  ['a sentinel that is gone', { n4: says({ otherSentinels: [...peersOf(4), ghost] }) }, ['stale-sentinels']],
  [
    'a replica that is gone',
    { n4: says({ replicas: [{ ...ghost, flags: ['slave', 's_down'], linkOk: false, offset: 0 }] }) },
    ['stale-replicas'],
  ],
  [
    'a failover of a master that answers',
    { n4: says({ flags: ['master', 'failover_in_progress'] }) },
    ['ghost-failover'],
  ],
  [
    'tilt',
    { n4: (n) => (n.answer.kind === 'sentinel' ? { ...n, answer: { ...n.answer, tilt: true } } : n) },
    ['tilt'],
  ],
  [
    'nobody to promote',
    { n1: answering(replicaWith(0, { priority: 0 })), n2: answering(replicaWith(0, { priority: 0 })) },
    ['no-candidate'],
  ],
  ['no password for the master', { n0: letsIn({ unnamed: 'password', users: undefined }) }, ['no-auth-pass']],
  ['no login for a master with users', { n0: letsIn(BY_NAME) }, ['no-auth-pass']],
  [
    'a password, but no user’s name',
    {
      n0: letsIn(BY_NAME),
      ...all(file('sentinel monitor t 10.0.0.2 6379 2\nsentinel auth-pass t s3cret')),
    },
    ['no-auth-pass'],
  ],
  [
    'the user that the master lets in',
    {
      n0: letsIn(BY_NAME),
      ...all(file('sentinel monitor t 1 2 2\nsentinel auth-user t sentinel\nsentinel auth-pass t s3cret')),
    },
    [],
  ],
  ['two addresses of the master', all(says({ masterIp: '172.17.0.1' })), ['two-addresses']],
  ['too impatient', { n3: times(100, 60_000) }, ['odd-times']],
  ['too patient', { n3: times(600_000, 900_000) }, ['odd-times']],
  ['a failover shorter than its beginning', { n3: times(30_000, 10_000) }, ['odd-times']],
])('%s', (_, changes, rules) => {
  expect(rulesOf(changed(watched(), changes))).toEqual(rules);
});

test('fewer than three', () => {
  const t = watched();
  const two = changed(
    { ...t, nodes: t.nodes.slice(0, 5) },
    {
      n3: says({ otherSentinels: peersOf(3).filter((p) => p.runId === 's4') }),
      n4: says({ otherSentinels: peersOf(4).filter((p) => p.runId === 's3') }),
    },
  );
  expect(saidOf(two)).toEqual(['There are 2 sentinels; it takes 3']);
});

test('the setting under a wrong name is told with the name that is monitored', () => {
  const t = changed(watched(), {
    n3: file('sentinel monitor mymaster 10.0.0.2 6379 2\nsentinel down-after-milliseconds master 5000'),
  });
  const [found] = findings(t, 1000);
  expect(saidOf(t)).toEqual(['n3 is configured for “master”, but monitors mymaster']);
  expect(found?.evidence).toEqual([{ node: 'n3', words: 'sentinel down-after-milliseconds master …' }]);
});

test('which user is refused, and by whom, is told without a secret', () => {
  const strange = 'sentinel monitor t 1 2 2\nsentinel auth-user t old\nsentinel auth-pass t s3cret';
  const t = changed(watched(), { n0: letsIn(BY_NAME), n3: file(strange), n4: file(strange) });
  const [lacking, refused] = findings(t, 1000).filter((f) => f.rule === 'no-auth-pass');
  expect(lacking?.nodes).toEqual(['t/n5']);
  expect(refused?.nodes).toEqual(['t/n3', 't/n4']);
  expect(refused?.evidence).toEqual([
    { node: 'n0', words: 'user default off; may log in: admin, sentinel' },
    { node: 'n3', words: 'auth-user t old; master' },
    { node: 'n4', words: 'auth-user t old; master' },
  ]);
  expect(JSON.stringify(t)).not.toContain('s3cret');
});

test('a configuration file is read without its passwords', () => {
  const read = readSentinelFile(
    '/s.conf',
    'sentinel monitor "t" h 1 2\nsentinel auth-pass "t" s3cret\nsentinel auth-user t "watcher"\n' +
      'sentinel myid abc\n# sentinel x y',
  );
  expect(read).toEqual({
    path: '/s.conf',
    monitors: ['t'],
    settings: [
      { setting: 'auth-pass', name: 't' },
      { setting: 'auth-user', name: 't' },
    ],
    logins: [{ name: 't', user: 'watcher' }],
  });
});
