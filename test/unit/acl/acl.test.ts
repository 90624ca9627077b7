import { describe, expect, test } from 'vitest';
import { dataAuthLines, sentinelAuthLines } from '../../../src/model/acl/auth-lines';
import { readUsersFile, usersFile } from '../../../src/model/acl/users-file';
import { MASK, maskSecrets } from '../../../src/model/mask-secrets';
import { planTopology } from '../../../src/model/plan';
import { randomPassword } from '../../../src/model/random-password';
import { PASSWORD } from '../../../src/model/repair/step';
import { loginAs, ownLogin } from '../../../src/model/secrets';
import type { ServerVersion } from '../../../src/model/server-version';
import { defaultSpec, nodeCount, type Shape, type Spec } from '../../../src/model/spec';
import { specProblems } from '../../../src/model/spec-problems';
import { migrateAuth } from '../../../src/operations/migration/migrate-auth';
import { newUsers } from '../../../src/operations/new-users';
import { withLogin } from '../../../src/operations/repair/with-login';

const users = { admin: 'AdminWord', app: 'AppWord', replication: 'ReplWord', sentinel: 'SentWord' };
const version = (product: ServerVersion['product'], major: number, minor: number): ServerVersion => ({
  product,
  major,
  minor,
  full: `${major}.${minor}.0`,
});
const redis8 = version('redis', 8, 0);
const spec = (shape: Shape, changes: Partial<Spec> = {}) =>
  ({ ...defaultSpec(shape, 'orders', 'redis:8.0'), auth: 'users', ...changes }) as Spec;
const lineOf = (lines: readonly string[], user: string) =>
  lines.find((line) => line.startsWith(`user ${user} `)) ?? '';

describe('the lines that make users', () => {
  test.each<Shape>(['replication', 'sentinel', 'cluster'])('%s: nobody comes in without a name', (shape) => {
    for (const lines of [
      dataAuthLines(spec(shape), { users }, redis8),
      sentinelAuthLines(spec(shape), { users }, redis8),
    ])
      expect(lineOf(lines, 'default')).toBe('user default off resetpass resetkeys resetchannels -@all');
  });

  test('each has its own password, and logs in to a master as replication', () => {
    const lines = dataAuthLines(spec('sentinel'), { users }, redis8);
    for (const [user, word] of Object.entries(users)) expect(lineOf(lines, user)).toContain(` on >${word} `);
    expect(lines).toEqual(expect.arrayContaining(['masteruser replication', 'masterauth ReplWord']));
    expect(lines.join(' ')).not.toContain('requirepass');
  });

  test('sentinels know nobody who replicates, and log in to each other', () => {
    const lines = sentinelAuthLines(spec('sentinel'), { users }, redis8);
    expect(lineOf(lines, 'replication')).toBe('');
    expect(lines).toEqual(
      expect.arrayContaining(['sentinel sentinel-user sentinel', 'sentinel sentinel-pass SentWord']),
    );
  });

  test('a cluster has no sentinels', () =>
    expect(lineOf(dataAuthLines(spec('cluster'), { users }, redis8), 'sentinel')).toBe(''));

  test.each([
    [version('redis', 7, 0), false, false],
    [redis8, true, false],
    [version('redis', 8, 4), true, true],
    [version('valkey', 8, 1), true, false],
    [version('valkey', 9, 1), true, true],
  ])('%o: rules name only what the server knows', (server, setinfo, syncslots) => {
    const lines = dataAuthLines(spec('cluster'), { users }, server);
    expect(lineOf(lines, 'app').includes('+client|setinfo')).toBe(setinfo);
    expect(lineOf(lines, 'replication').includes('+cluster|syncslots')).toBe(syncslots);
    expect(lineOf(dataAuthLines(spec('replication'), { users }, server), 'replication')).not.toContain(
      '@write',
    );
  });

  test('rights go from everything to reading', () => {
    const app = (appRights?: Spec['appRights']) =>
      lineOf(dataAuthLines(spec('replication', appRights && { appRights }), { users }, redis8), 'app');
    expect(app('full')).toBe('user app on >AppWord ~* &* +@all');
    expect(app('readOnly')).toContain(' %R~* &* -@all +@read ');
    expect(app()).toBe(app('readWrite'));
    expect(app()).toContain(' -@admin -@dangerous ');
  });
});

test('users stand in their file on every node, sentinels too, and a password without users in none', () => {
  const plan = (secrets: object, changes: Partial<Spec>) =>
    planTopology({
      id: 'abcdef0123456789',
      spec: spec('sentinel', changes),
      secrets,
      server: redis8,
      addresses: Array.from({ length: nodeCount(spec('sentinel')) }, (_, i) => `10.0.0.${i + 2}`),
      randomId: () => '0'.repeat(40),
    }).nodes.map((n) => n.files.find((f) => f.name === '.topology-users')?.content);
  expect(new Set(plan({ users }, {}))).toEqual(new Set([usersFile(users)]));
  expect(new Set(plan({ password: 'x' }, { auth: 'password' }))).toEqual(new Set([undefined]));
});

test('the file is read as it was written; one that lacks a user is none', () => {
  expect(readUsersFile(usersFile(users))).toEqual(users);
  expect(readUsersFile(usersFile(users).replace(/^sentinel .*\n/m, ''))).toBeUndefined();
  expect(readUsersFile(usersFile(users).replace('AppWord', ''))).toBeUndefined();
});

test('who comes in as whom', () => {
  expect(ownLogin({ users }, 'sentinel')).toEqual({ user: 'admin', password: 'AdminWord' });
  expect(ownLogin({ password: 'x' }, 'master')).toEqual({ password: 'x' });
  expect(ownLogin({ password: 'x' }, 'sentinel')).toBeUndefined();
  expect(loginAs({}, 'app')).toBeUndefined();
  expect(migrateAuth({ user: 'admin', password: 'x' })).toEqual(['AUTH2', 'admin', 'x']);
  expect(migrateAuth({ password: 'x' })).toEqual(['AUTH', 'x']);
});

test('passwords of new users are long, and differ', () => {
  const made = Object.values(newUsers());
  expect(new Set(made).size).toBe(4);
  for (const word of made) expect(word).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(randomPassword(() => 0)).toBe('A'.repeat(32));
});

describe('a repair puts in who logs in', () => {
  const logins = {
    replication: { user: 'replication', password: 'ReplWord' },
    sentinel: { password: 'plain' },
  };
  test('with the user before the password where there are users', () => {
    expect(withLogin(['CONFIG', 'SET', 'masterauth', PASSWORD], logins)).toEqual([
      'CONFIG',
      'SET',
      'masteruser',
      'replication',
      'masterauth',
      'ReplWord',
    ]);
    expect(withLogin(['SENTINEL', 'SET', 'orders', 'auth-pass', PASSWORD], logins)).toEqual([
      'SENTINEL',
      'SET',
      'orders',
      'auth-pass',
      'plain',
    ]);
  });
  test('and leaves other commands alone', () => {
    expect(withLogin(['PING'], logins)).toEqual(['PING']);
    const nobody = { replication: undefined, sentinel: undefined };
    expect(withLogin(['CONFIG', 'SET', 'masterauth', PASSWORD], nobody)).toBeUndefined();
  });
});

test('rights without users are refused', () => {
  const found = specProblems(spec('cluster', { auth: 'password', appRights: 'full' }), []);
  expect(found.map((p) => p.field)).toContain('appRights');
  expect(
    specProblems(spec('cluster', { appRights: 'full' }), []).filter((p) => p.severity === 'error'),
  ).toEqual([]);
});

test('a server’s complaint about a user line does not tell the password', () => {
  const said = ">>> 'user app on >AppWordAppWord ~* +@all'\nError in user declaration";
  expect(maskSecrets(said)).toBe(`>>> 'user app on >${MASK} ~* +@all'\nError in user declaration`);
});
