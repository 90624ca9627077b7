import { expect, test } from 'vitest';
import type { ToPage } from '../../src/protocol/to-page';
import { pages } from './open-page';
import { cluster } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';

const { open } = pages();

const hydration: ToPage = {
  kind: 'hydrate',
  snapshot: cluster(),
  engineName: 'default',
  translations: {},
  now: NOW,
  history: {},
  timeline: [],
};

test('what stands in the document is shown without a message; the page still asks for what is new', async () => {
  const { page, sent, show, offences, close } = await open({ first: [hydration] });
  await page.locator('header h1').waitFor();
  expect(await page.locator('h1').textContent()).toBe(cluster().name);
  expect(await page.locator('#page').getAttribute('data-first')).toBeNull();
  expect((await sent()).map((m) => m.kind)).toEqual(['ready']);
  await show({ ...cluster(), name: 'renamed meanwhile' });
  expect(await page.locator('h1').textContent()).toBe('renamed meanwhile');
  expect(await offences()).toEqual([]);
  await close();
});

test('a document that holds nothing that the page knows is a page that waits, and says so to the extension', async () => {
  const { page, sent, offences, close } = await open({ first: [{ kind: 'nonsense' } as unknown as ToPage] });
  expect((await sent()).map((m) => m.kind)).toEqual(['refused', 'ready']);
  expect(await page.locator('h1').count()).toBe(0);
  expect(await offences()).toEqual([]);
  await close();
});
