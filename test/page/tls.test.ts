import { expect, test } from 'vitest';
import { pages } from './open-page';
import { cluster } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';

const { open } = pages();

test('the header says that servers speak TLS, and nothing of it where they do not', async () => {
  const { page, send, close } = await open();
  const hydrate = { kind: 'hydrate', snapshot: cluster(), translations: {}, now: NOW, engineName: 'default' };
  const said = () => page.locator('header .sub').textContent();
  await send({ ...hydrate, history: {}, timeline: [], tls: true });
  expect(await said()).toMatch(/3 replicas · .* · TLS · engine default/);
  await page.screenshot({
    path: 'test-results/page/tls-header.png',
    clip: { x: 0, y: 0, width: 900, height: 260 },
  });
  await send({ ...hydrate, history: {}, timeline: [] });
  expect(await said()).not.toContain('TLS');
  await close();
});
