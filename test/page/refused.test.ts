import { expect, test } from 'vitest';
import { pages } from './open-page';
import { cluster } from './snapshots/cluster';

const { open } = pages();

test('a message that is unknown or malformed is refused, the extension is told, and the page goes on', async () => {
  const o = await open();
  const snapshot = cluster();
  await o.show(snapshot);
  const strange: unknown[] = [
    undefined,
    null,
    'update',
    42,
    [],
    {},
    { kind: 'surprise' },
    { kind: { toString: 'not a function' } },
    { kind: '__proto__' },
    { kind: 'hydrate', snapshot: { nodes: 'many' } },
    { kind: 'update', update: { nodes: [null], order: [] } },
    { kind: 'timeline', changed: [{}], removed: [] },
    { kind: 'reply', id: 'x', result: {} },
  ];
  for (const message of strange) await o.send(message);
  const refused = (await o.sent()).flatMap((m) => (m.kind === 'refused' ? [m.why] : []));
  expect(refused).toHaveLength(strange.length);
  expect(refused).toContain('unknown or malformed "surprise"');
  expect(refused).toContain('unknown or malformed "update"');
  expect(await o.page.locator('h1').textContent()).toContain(snapshot.name);
  expect(await o.offences()).toEqual([]);
  await o.close();
});
