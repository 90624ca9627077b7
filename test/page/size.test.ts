import { expect, test } from 'vitest';
import { pages } from './open-page';
import { cluster } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';

const { open, bundle } = pages();

test('the page with the toolkit is under 300 KB', () => {
  const { script, style } = bundle();
  process.stdout.write(`page.js ${script.length} bytes, page.css ${style.length} bytes\n`);
  expect(Buffer.byteLength(script)).toBeLessThan(300 * 1024);
});

test('from hydration to the next frame in far less than the 300 ms that opening may take', async () => {
  const { page, close } = await open();
  const data = { kind: 'hydrate', snapshot: cluster(), engineName: 'default', translations: {}, now: NOW };
  const took = await page.evaluate(async (data) => {
    const start = performance.now();
    window.dispatchEvent(new MessageEvent('message', { data }));
    const script = performance.now() - start;
    await new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
    return { script, painted: performance.now() - start };
  }, data);
  const [script, painted] = [Math.round(took.script), Math.round(took.painted)];
  process.stdout.write(`hydrate of 6 nodes: ${script} ms of scripting, painted after ${painted} ms\n`);
  expect(took.painted).toBeLessThan(300);
  await close();
});
