import { expect, test } from 'vitest';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { master } from '../model/observed';
import {
  answering,
  changed,
  config,
  container,
  evidence,
  inContainer,
  replication,
  replicaWith,
  rulesOf,
  saidOf,
  stopped,
  withConfig,
  withEvidence,
} from './broken';

test('a healthy replication has no finding', () => {
  expect(rulesOf(replication())).toEqual([]);
});

/** A server with users, where nobody comes in without a name. */
const byName = { entrance: { unnamed: 'closed', users: ['admin', 'replication'] } } as const;
const down = { link: 'down', linkDownSeconds: 9, lastIoSeconds: undefined } as const;
const to = (masterHost: string, masterPort: number) => ({ ...down, masterHost, masterPort });
type Change = (n: NodeSnapshot) => NodeSnapshot;
const both =
  (...changes: Change[]): Change =>
  (n) =>
    changes.reduce((at, change) => change(at), n);

const counters = { at: 60_000, fullSyncs: 2, offset: 100, replicationId: 'x', machineMemory: 1_000_000 };
const older = (n: NodeSnapshot): NodeSnapshot =>
  n.answer.kind === 'data'
    ? { ...n, answer: { ...n.answer, server: { ...n.answer.server, version: '7.0.1' } } }
    : n;
const large = (n: NodeSnapshot): NodeSnapshot =>
  n.answer.kind === 'data'
    ? { ...n, answer: { ...n.answer, server: { ...n.answer.server, usedMemory: 400_000 } } }
    : n;

test.each<[string, Record<string, Change>, string[]]>([
  ['a replica of itself', { n1: answering(replicaWith(0, to('10.0.0.3', 6380))) }, ['link-to-itself']],
  [
    'two replicas of each other',
    {
      n1: answering(replicaWith(0, to('10.0.0.4', 6381))),
      n2: answering(replicaWith(0, to('10.0.0.3', 6380))),
    },
    ['link-ring'],
  ],
  ['a wrong port', { n1: answering(replicaWith(0, to('10.0.0.2', 9999))) }, ['link-wrong-port']],
  ['an address of nobody', { n1: answering(replicaWith(0, to('10.9.9.9', 6379))) }, ['link-refused']],
  ['no password', { n0: withConfig(byName), n1: answering(replicaWith(0, down)) }, ['link-without-password']],
  [
    'a user whom the master does not know',
    {
      n0: withConfig(byName),
      n1: both(answering(replicaWith(0, down)), withConfig({ masterLogin: { user: 'gone' } })),
    },
    ['link-wrong-password'],
  ],
  [
    'a user whom it knows',
    {
      n0: withConfig(byName),
      n1: both(answering(replicaWith(0, down)), withConfig({ masterLogin: { user: 'replication' } })),
    },
    ['link-unexplained'],
  ],
  [
    'a wrong password',
    {
      n1: both(
        answering(replicaWith(0, down)),
        withEvidence({ linkError: 'Unable to AUTH to MASTER: -WRONGPASS invalid' }),
      ),
    },
    ['link-wrong-password'],
  ],
  [
    'protected mode',
    {
      n1: both(
        answering(replicaWith(0, down)),
        withEvidence({ linkError: '-DENIED Redis is running in protected mode' }),
      ),
    },
    ['link-protected-mode'],
  ],
  ['no link, for no reason that is known', { n1: answering(replicaWith(0, down)) }, ['link-unexplained']],
  ['a link that is being made', { n1: answering(replicaWith(0, { ...down, syncInProgress: true })) }, []],
  ['two masters', { n2: answering(master()) }, ['two-masters']],
  [
    'no master',
    { n0: stopped, n1: answering(replicaWith(0, down)), n2: answering(replicaWith(0, down)) },
    ['no-master'],
  ],
  ['a replica of a replica', { n2: answering(replicaWith(1, {})) }, ['chained-replica']],
  [
    'a replica that takes writes',
    { n1: answering(replicaWith(0, { readOnly: false })) },
    ['writable-replica'],
  ],
  [
    'a backlog for a second',
    { n0: withEvidence({ earlier: counters, counters: { ...counters, at: 120_000, offset: 100 + 60_000 } }) },
    ['small-backlog'],
  ],
  [
    'a burst of writes in the first seconds',
    {
      n0: withEvidence({
        earlier: { ...counters, at: 118_000 },
        counters: { ...counters, at: 120_000, offset: 100 + 60_000 },
      }),
    },
    [],
  ],
  [
    'full copies again and again',
    { n0: withEvidence({ earlier: counters, counters: { ...counters, at: 120_000, fullSyncs: 14 } }) },
    ['sync-loop'],
  ],
  [
    'full copies of a start',
    { n0: withEvidence({ earlier: counters, counters: { ...counters, at: 120_000, fullSyncs: 4 } }) },
    [],
  ],
  [
    'a master that forgets and restarts',
    {
      n0: (n) => ({
        ...n,
        evidence: evidence({
          config: { ...config, persistent: false },
          container: { ...container, restartPolicy: 'always' },
        }),
      }),
    },
    ['forgetful-master'],
  ],
  ['a master that forgets and stays down', { n0: withConfig({ persistent: false }) }, []],
  ['too few replicas to write', { n0: withConfig({ minReplicasToWrite: 3 }) }, ['too-few-good-replicas']],
  ['as many as it wants', { n0: withConfig({ minReplicasToWrite: 2 }) }, []],
  ['different versions', { n1: older }, ['mixed-versions']],
  ['large without a limit', { n0: large }, ['unlimited-memory']],
  ['one name, two images', { n1: inContainer({ imageId: 'sha256:2' }) }, ['differing-images']],
  [
    'restarting',
    { n1: both(stopped, (n) => ({ ...n, container: { ...n.container, state: 'restarting' } })) },
    ['restarting'],
  ],
  ['killed for memory', { n1: both(stopped, inContainer({ oomKilled: true })) }, ['out-of-memory']],
  [
    'paused',
    { n1: both(stopped, (n) => ({ ...n, container: { ...n.container, state: 'paused' } })) },
    ['paused'],
  ],
  [
    'a port taken',
    { n1: both(stopped, inContainer({ portTaken: { port: 6380, by: 'x' } })) },
    ['port-taken'],
  ],
  ['no volume', { n1: inContainer({ mounts: [] }) }, ['no-volume']],
  ['a stopped replica is no finding', { n1: stopped }, []],
])('%s', (_, changes, rules) => {
  expect(rulesOf(changed(replication(), changes))).toEqual(rules);
});

test('sentences name nodes and addresses', () => {
  const t = changed(replication(), { n1: answering(replicaWith(0, to('10.0.0.2', 9999))) });
  expect(saidOf(t)).toEqual(['n1 replicates 10.0.0.2:9999: the address is right, but not the port']);
});
