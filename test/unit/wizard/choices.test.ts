import { describe, expect, test } from 'vitest';
import { randomPassword } from '../../../src/model/random-password';
import { defaultSpec, type Shape } from '../../../src/model/spec';
import { specProblems } from '../../../src/model/spec-problems';
import { render } from '../../../src/model/text';
import { firstDraft, withShape } from '../../../src/ui/wizard/draft';
import { defaultImage, imageChoices, including, looksLikeServer } from '../../../src/ui/wizard/image-choices';
import { imageProblem } from '../../../src/ui/wizard/image-reference';
import { namesInUse } from '../../../src/ui/wizard/names-in-use';
import { wholeNumber } from '../../../src/ui/wizard/numbers';
import { generatePassword, passwordProblem } from '../../../src/ui/wizard/password';
import { portProblem, withPort } from '../../../src/ui/wizard/port-problem';
import {
  describeCost,
  describeSize,
  sizeOf,
  sizeWarnings,
  usualSizes,
  withSize,
} from '../../../src/ui/wizard/sizes';
import { summary } from '../../../src/ui/wizard/summary';

const shapes: Shape[] = ['replication', 'sentinel', 'cluster'];

describe('sizes', () => {
  test.each(shapes)('every usual size of a %s may be created, and the first is the default', (shape) => {
    const spec = defaultSpec(shape, 'orders', 'redis:8.0');
    expect(usualSizes[shape][0]).toEqual(sizeOf(spec));
    for (const size of usualSizes[shape]) {
      const errors = specProblems(withSize(spec, size), []).filter((p) => p.severity === 'error');
      expect(errors).toEqual([]);
    }
  });

  test('are told in words, with what they cost', () => {
    const spec = defaultSpec('sentinel', 's', 'redis');
    expect(render(describeSize(sizeOf(spec)))).toBe('1 master, 2 replicas, 3 sentinels');
    expect(render(describeCost(spec))).toBe('6 containers · quorum 2');
    expect(render(describeSize({ shape: 'cluster', masters: 3, replicasPerMaster: 1 }))).toBe(
      '3 masters, 1 replica each',
    );
  });

  test('what is unwise is warned about', () => {
    const bare = withSize(defaultSpec('cluster', 'c', 'redis'), {
      shape: 'cluster',
      masters: 3,
      replicasPerMaster: 0,
    });
    expect(sizeWarnings(bare) && render(sizeWarnings(bare) ?? { key: '', args: [] })).toContain(
      'Without replicas',
    );
    expect(sizeWarnings(defaultSpec('cluster', 'c', 'redis'))).toBeUndefined();
  });
});

describe('images', () => {
  test('servers on the engine come first, official and newest before others', () => {
    const local = [
      'valkey/valkey:8.1',
      'redis:7.0',
      'redis:latest',
      'redis:8.0-alpine',
      'redis:8.0',
      'team/redis:9',
      'node:24',
    ];
    const choices = imageChoices(local);
    expect(choices.filter((c) => c.local).map((c) => c.image)).toEqual([
      'redis:8.0',
      'redis:8.0-alpine',
      'redis:7.0',
      'redis:latest',
      'valkey/valkey:8.1',
      'team/redis:9',
    ]);
    expect(choices.filter((c) => !c.local).map((c) => c.image)).not.toContain('redis:8.0');
    expect(choices.filter((c) => !c.local).map((c) => c.image)).toContain('valkey/valkey:9.1');
  });

  test('programs around a server are not servers', () => {
    for (const image of [
      'redis/redisinsight:2',
      'notredis:lab',
      'oliver006/redis_exporter',
      'rediscommander/redis-commander:1',
    ]) {
      expect(looksLikeServer(image)).toBe(false);
    }
    for (const image of [
      'redis',
      'docker.io/library/redis:8.0',
      'redis/redis-stack-server:7.4',
      'localhost:5000/valkey:9.1',
    ]) {
      expect(looksLikeServer(image)).toBe(true);
    }
  });

  test('the default is the setting, else what the engine has, else a well-known tag', () => {
    expect(defaultImage('my/redis:1', imageChoices(['redis:7.0']))).toBe('my/redis:1');
    expect(defaultImage('', imageChoices(['redis:7.0']))).toBe('redis:7.0');
    expect(defaultImage('', imageChoices([]))).toBe('redis:8.0');
    expect(including(imageChoices([]), 'my/redis:1')[0]).toEqual({ image: 'my/redis:1', local: false });
  });

  test.each([
    'redis',
    'redis:8.0',
    'valkey/valkey:9.1-alpine',
    'docker.io/library/redis:8.0',
    'localhost:5000/a__b/c-d.e:Tag_1.2',
    `redis@sha256:${'a'.repeat(64)}`,
    `redis:8@sha256:${'0'.repeat(64)}`,
  ])('%s is an image reference', (image) => expect(imageProblem(image)).toBeUndefined());

  test.each([
    '',
    ' ',
    'Redis',
    'redis:',
    'redis 8',
    ':8.0',
    '-redis',
    'redis/',
    'a//b',
    'redis:8.0:1',
    'x'.repeat(256),
    'redis@8',
    '$(id)',
  ])('"%s" is none', (image) => expect(imageProblem(image)).toBeDefined());
});

describe('passwords', () => {
  test('are 32 letters and digits that mean nothing anywhere, and differ', () => {
    const made = Array.from({ length: 200 }, () => generatePassword());
    expect(new Set(made).size).toBe(200);
    for (const password of made) {
      expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
      expect(passwordProblem(password)).toBeUndefined();
    }
    expect(randomPassword((n) => n - 1)).toBe('9'.repeat(32));
  });

  test.each(['', 'with space', 'quo"te', "quo'te", 'back\\slash', 'ümlaut', 'tab\t', 'x'.repeat(129)])(
    '"%s" is refused',
    (password) => expect(passwordProblem(password)).toBeDefined(),
  );
});

describe('names', () => {
  test('containers and volumes take the name in front of their port', () => {
    const taken = namesInUse({
      topologies: ['orders'],
      networks: ['bridge'],
      containers: ['redis-6379', 'shop-sentinel-1', 'postgres'],
      volumes: ['cache-7000'],
    });
    expect(taken).toEqual(
      expect.arrayContaining(['orders', 'bridge', 'redis', 'shop', 'postgres', 'cache', 'redis-6379']),
    );
    expect(taken).not.toContain('shop-sentinel');
  });

  test('another shape brings its own name and sizes, but keeps what the user chose', () => {
    const taken = ['redis'];
    const first = firstDraft(taken);
    expect(first.spec.name).toBe('redis-2');
    expect(withShape(first, 'cluster', taken).spec.name).toBe('cluster');
    const own = {
      spec: {
        ...first.spec,
        name: 'shop',
        image: 'redis:7.0',
        auth: 'password' as const,
        extraConfig: ['hz 20'],
      },
      password: 'x',
    };
    const changed = withShape(own, 'sentinel', taken);
    expect(changed.spec).toMatchObject({ shape: 'sentinel', name: 'shop', image: 'redis:7.0', quorum: 2 });
    expect(changed.spec).toMatchObject({ auth: 'password', extraConfig: ['hz 20'], firstPort: 6379 });
    expect(changed.password).toBe('x');
    expect(withShape(own, 'replication', taken)).toBe(own);
  });
});

describe('numbers and ports', () => {
  test('only whole numbers are numbers', () => {
    expect(wholeNumber(' 12 ')).toBe(12);
    for (const typed of ['', '-1', '1.5', '1e3', 'x', '9999999999'])
      expect(wholeNumber(typed)).toBeUndefined();
  });

  test('sentinels keep off the data nodes’ ports', () => {
    const spec = defaultSpec('sentinel', 's', 'redis');
    const problem = (port: number) =>
      portProblem(withPort(spec, 'firstSentinelPort', port), 'firstSentinelPort');
    expect(problem(26379)).toBeUndefined();
    expect(problem(6381)).toBeDefined();
    expect(problem(6377)).toBeDefined();
    expect(problem(6382)).toBeUndefined();
    expect(problem(65_534)).toBeDefined();
    expect(problem(80)).toBeDefined();
  });
});

test('the summary names everything that will be made', () => {
  const spec = {
    ...defaultSpec('sentinel', 'sessions', 'redis:8.0'),
    maxmemoryMb: 64,
    extraConfig: ['hz 20'],
  };
  expect(render(summary(spec))).toBe(
    'redis:8.0 · ports 6379–6381, sentinels 26379–26381 · no password · append-only file · 64 MB per node · 1 extra line',
  );
});
