import { afterAll, expect, test } from 'vitest';
import { announcedFor } from '../../../src/model/clients/announced';
import { totalKeys } from '../../../src/model/saved-data/saved-data';
import { announceFor } from '../../../src/operations/clients/announce';
import { deleteSavedData } from '../../../src/operations/saved-data/delete';
import { restoreData } from '../../../src/operations/saved-data/restore';
import { restoreAnew } from '../../../src/operations/saved-data/restore-anew';
import { saveTopologyData } from '../../../src/operations/saved-data/save';
import { ByHand, ports } from '../found/by-hand';
import { work } from '../topology/bed';

const hand = new ByHand();
afterAll(() => hand.dispose(), 60_000);

test('a cluster of docker run: its clients are sent to this machine and back, its data saved and restored', async () => {
  const network = await hand.network('net');
  const numbers = ports(3);
  for (const port of numbers) {
    const server = ['redis-server', '--port', String(port), '--cluster-enabled', 'yes'];
    await hand.run(
      `n${port}`,
      '--network',
      network,
      '-p',
      `127.0.0.1:${port}:${port}`,
      'redis:7.0',
      ...server,
    );
  }
  const addresses = await Promise.all(numbers.map(async (port) => `${await hand.ip(`n${port}`)}:${port}`));
  const [first = 0] = numbers;
  const cli = (...args: string[]) => hand.cli(`n${first}`, '-p', String(first), ...args);
  await hand.until('the servers answer', async () => (await cli('PING')) === 'PONG');
  await cli('--cluster', 'create', ...addresses, '--cluster-yes');
  // A node may still refuse for a moment: "CLUSTERDOWN".
  for (let i = 0; i < 30; i++)
    await hand.until(
      `key ${i} is written`,
      async () => (await cli('-c', 'SET', `key:${i}`, `${i}`)) === 'OK',
    );
  const { lab } = hand;
  await hand.until('it is seen', async () => {
    await lab.refresh();
    return hand.of(`n${first}`).nodes.length === 3;
  });
  const { id } = hand.of(`n${first}`);

  // Nothing can be written where there is no file: said, not refused.
  const forgetful = await announceFor(lab, id, 'host', work());
  expect(forgetful).toHaveLength(3);
  expect(announcedFor(hand.of(`n${first}`))).toBe('host');
  await announceFor(lab, id, 'containers', work());
  expect(announcedFor(hand.of(`n${first}`))).toBe('containers');

  const saved = await saveTopologyData(lab, id, `${hand.prefix} by hand`, work());
  expect([totalKeys(saved), saved.spec]).toEqual([30, undefined]);
  await expect(restoreAnew(lab, saved, 'another', work())).rejects.toThrow('none like it can be made');
  await cli('-c', 'SET', 'key:7', 'changed');
  expect(await restoreData(lab, saved, id, work())).toEqual({ keys: 30, expired: 0 });
  expect(await cli('-c', 'GET', 'key:7')).toBe('7');
  await deleteSavedData(await lab.connect(), saved.id);
}, 120_000);
