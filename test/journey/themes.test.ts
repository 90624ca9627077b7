import type { ConsoleMessage } from 'playwright-core';
import { expect } from 'vitest';
import type { Editor } from '../lab/editor/open-editor';
import { Dashboard } from './dashboard';
import { journey } from './journey';
import { setTheme } from './theme';
import { seeRow } from './tree';

/** What the editor calls each kind of theme in a webview, and one theme of the kind. */
const themes = {
  'vscode-dark': 'Dark Modern',
  'vscode-light': 'Light Modern',
  'vscode-high-contrast': 'Dark High Contrast',
  'vscode-high-contrast-light': 'Light High Contrast',
} as const;

/** Console errors of webviews, and whatever a content security policy refused anywhere. */
function offences(editor: Editor): string[] {
  const seen: string[] = [];
  editor.workbench.page.on('console', (message: ConsoleMessage) => {
    const { url } = message.location();
    const ours = /redis-topology-lab|fake\.html|active-frame/.test(url);
    const refused = /Content Security Policy/i.test(message.text());
    if (refused || (ours && message.type() === 'error')) seen.push(`${message.text()} (${url})`);
  });
  editor.workbench.page.on('pageerror', (error) => {
    if (/redis-topology-lab/.test(error.stack ?? '')) seen.push(error.message);
  });
  return seen;
}

journey(
  'the dashboard in every kind of theme, and nothing refused by its security policy',
  'themes',
  async (me) => {
    const { editor, workbench, ground, picture } = me;
    const { name, nodes } = await ground.make('cluster');
    await seeRow(workbench, name, 'healthy');
    const refused = offences(editor);
    const dashboard = await Dashboard.open(workbench, name);
    await dashboard.health('All 16384 slots').waitFor();
    const stopped = nodes.find((node) => node.intended === 'replica')?.name ?? '';
    await dashboard.drawn(stopped).dispatchEvent('click');
    await dashboard.frame.locator('.details vscode-button', { hasText: /^Stop$/ }).click();
    await dashboard.row(stopped, 'stopped').waitFor();

    for (const [kind, theme] of Object.entries(themes)) {
      await setTheme(workbench, theme);
      await dashboard.frame.locator(`body.${kind}`).waitFor();
      await picture(kind.replace('vscode-', ''));
    }
    expect(refused).toEqual([]);
    // The net holds: what the policy must refuse is seen by it.
    await dashboard.frame.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.refused = false';
      document.body.append(script);
    });
    await expect.poll(() => refused.length, { timeout: 5000 }).toBeGreaterThan(0);
  },
);
