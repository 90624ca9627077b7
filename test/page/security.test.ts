import { expect, test } from 'vitest';
import type { NodeSnapshot } from '../../src/model/snapshot';
import { text } from '../../src/model/text';
import type { PageSnapshot } from '../../src/protocol/to-page';
import { el } from '../../webview-ui/elements';
import { pageHtml } from '../../webview-ui/shell';
import { pages } from './open-page';
import { cluster } from './snapshots/cluster';
import { NOW } from './snapshots/nodes';
import { withNode } from './snapshots/replication';
import { sentinel } from './snapshots/sentinel';
import { unreachable } from './snapshots/states';

const { open } = pages();
const EVIL = `<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>"'><b id=evil>&lt;`;

/** Every string of a value, replaced; ids, roles and whatever the model decides by are left alone. */
function poisoned(snapshot: PageSnapshot): PageSnapshot {
  const node = (n: NodeSnapshot): NodeSnapshot => ({
    ...n,
    name: `${n.name}${EVIL}`,
    container: { ...n.container, name: EVIL, image: EVIL, status: EVIL, ip: EVIL, networkName: EVIL },
    answer:
      n.answer.kind === 'sentinel'
        ? {
            ...n.answer,
            server: { ...n.answer.server, version: EVIL },
            views: n.answer.views.map((v) => ({
              ...v,
              masterName: EVIL,
              flags: [EVIL],
              quorumVerdict: EVIL,
              failoverState: EVIL,
            })),
          }
        : n.answer.kind === 'data'
          ? { ...n.answer, server: { ...n.answer.server, version: EVIL } }
          : n.answer,
  });
  return { ...snapshot, name: EVIL, nodes: snapshot.nodes.map(node) };
}

test('markup and script in names, values and errors are text everywhere', async () => {
  const { page, send, offences, close } = await open();
  const first = cluster().nodes[0]?.name ?? '';
  for (const snapshot of [sentinel(), cluster(), withNode(cluster(), first, unreachable(EVIL))]) {
    await send({
      kind: 'hydrate',
      snapshot: poisoned(snapshot),
      engineName: EVIL,
      translations: { Nodes: EVIL },
      now: NOW,
    });
    await send({ kind: 'engine', trouble: text('{0}', EVIL) });
    await page.locator('.details vscode-button').first().click();
    const id = await page.evaluate(() => window.sent.length);
    for (let i = 1; i <= id; i++) await send({ kind: 'reply', id: i, result: { ok: false, message: EVIL } });
    expect(await page.locator('h1').textContent()).toBe(EVIL);
    expect(await page.locator('.failed').textContent()).toContain(EVIL);
  }
  expect(await page.locator('#evil, main img, main script').count()).toBe(0);
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(await offences()).toEqual([]);
  await close();
});

test('the shell escapes what it is given and allows nothing by default', () => {
  const html = pageHtml({
    scriptUri: 'https://x/page.js?"><script>',
    styleUri: 'https://x/page.css',
    cspSource: 'https://x',
    nonce: 'N0NCE',
    lang: 'zh-cn',
    title: EVIL,
    first: [{ kind: 'engine', trouble: { key: `'"${EVIL}`, args: [] } }],
  });
  expect(html).not.toContain('<img');
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html).toContain('lang="zh-cn"');
  expect(html).toContain('<meta property="csp-nonce" content="N0NCE">');
  const csp = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll('&#39;', "'");
  expect(csp).toBe(
    "default-src 'none'; script-src 'nonce-N0NCE'; style-src https://x 'nonce-N0NCE'; font-src https://x; img-src https://x",
  );
});

test('an element cannot be described with an inline style, a handler in a string, or an address', () => {
  for (const name of ['style', 'onclick', 'href', 'src', 'srcdoc']) {
    expect(() => el('a', { [name]: 'x' })).toThrow(`attribute not allowed: ${name}`);
  }
});
