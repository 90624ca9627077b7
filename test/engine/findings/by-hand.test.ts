import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ByHand } from '../found/by-hand';
import { Watch } from './watch';

const IMAGE = 'redis:7.0';
const hand = new ByHand();
const watch = new Watch(hand);
const INSIDE = '/usr/local/etc/redis/sentinel.conf';
const files: string[] = [];

/** As in many write-ups: plain containers on one network, sentinels with a configuration file that is mounted by itself. */
beforeAll(async () => {
  const network = await hand.network('net');
  await hand.run('master', '--net', network, IMAGE, 'redis-server');
  await hand.run('slave', '--net', network, IMAGE, 'redis-server');
  const master = await hand.ip('master');
  await hand.until('it listens', async () => (await hand.cli('slave', 'PING')) === 'PONG');
  await hand.cli('slave', 'SLAVEOF', master, '6379');
  for (const i of [1, 2, 3]) {
    const lines = ['port 26379', 'protected-mode no', `sentinel monitor mymaster ${master} 6379 2`, ''];
    const file = await hand.file('sentinel.conf', lines.join('\n'));
    files.push(file);
    await hand.run(
      `sentinel-${i}`,
      '--net',
      network,
      '-v',
      `${file}:${INSIDE}`,
      IMAGE,
      'redis-sentinel',
      INSIDE,
    );
  }
  await hand.until('they know each other', async () =>
    /slaves=1,sentinels=3/.test(await hand.cli('sentinel-1', '-p', '26379', 'INFO', 'sentinel')),
  );
  // A sentinel's answer tells of the others only when it has been asked.
  await hand.until(
    'found',
    async () => {
      await hand.lab.refresh();
      return hand.of('master').nodes.length === 5;
    },
    80_000,
  );
}, 180_000);
afterAll(async () => {
  watch.dispose();
  await hand.dispose();
}, 60_000);

test('a file that is mounted by itself cannot be saved', async () => {
  const { id } = hand.of('master');
  const [found] = await watch.expect(id, ['unwritable-file']);
  expect(found?.nodes).toHaveLength(3);
  expect(found?.remedy).toMatchObject({ repair: { kind: 'moveSentinelFile', path: INSIDE } });
  expect(found?.evidence[0]?.words).toMatch(/^bind .*sentinel\.conf → /);
});

test('a setting for a name that is not monitored is found in the file', async () => {
  const { id } = hand.of('master');
  const [file = ''] = files;
  await writeFile(file, `${await readFile(file, 'utf8')}sentinel down-after-milliseconds master 5000\n`);
  const found = await watch.expect(id, ['unmonitored-name', 'unwritable-file']);
  const named = found.find((f) => f.rule === 'unmonitored-name');
  expect(named?.what.args.slice(1)).toEqual(['master', 'mymaster']);
});

test('nodes of different images under one name, and of different versions', async () => {
  const name = `${hand.prefix}-image`;
  await hand.docker('tag', 'redis:8.0', name);
  try {
    await hand.run('late', '--net', hand.name('net'), name, 'redis-server');
    await hand.docker('tag', IMAGE, name);
    await hand.run('later', '--net', hand.name('net'), name, 'redis-server');
    const master = await hand.ip('master');
    for (const node of ['late', 'later']) {
      await hand.until('it listens', async () => (await hand.cli(node, 'PING')) === 'PONG');
      await hand.cli(node, 'SLAVEOF', master, '6379');
    }
    await hand.until(
      'found',
      async () => {
        await hand.lab.refresh();
        return hand.of('master').nodes.length === 7;
      },
      90_000,
    );
    const { id } = hand.of('master');
    await watch.expect(
      id,
      ['differing-images', 'mixed-versions', 'unmonitored-name', 'unwritable-file'],
      60_000,
    );
  } finally {
    await hand.docker('rm', '-f', hand.name('late'), hand.name('later'));
    await hand.docker('rmi', name);
  }
}, 180_000);
