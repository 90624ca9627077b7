import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { live } from '../lifetime';
import { projectDir } from '../paths';
import { timedSay } from '../say';
import { ensureChromium } from './chromium';
import { ensureEditor } from './install';
import { type Editor, openEditor } from './open-editor';

/** One theme of each kind: the file that page tests read it from, its id in settings, and what pages are told. */
const THEMES = [
  { file: 'dark', id: 'Dark Modern', bodyClass: 'vscode-dark' },
  { file: 'light', id: 'Light Modern', bodyClass: 'vscode-light' },
  { file: 'hc-black', id: 'Default High Contrast', bodyClass: 'vscode-high-contrast' },
  {
    file: 'hc-light',
    id: 'Default High Contrast Light',
    bodyClass: 'vscode-high-contrast vscode-high-contrast-light',
  },
] as const;

const folder = join(projectDir, 'test', 'page', 'themes');

/** What the editor has put on a webview's document: its variables, and the classes of its body. */
function dressOf(webview: Frame) {
  return webview.evaluate(() => {
    const { style } = document.documentElement;
    const names = [...style].filter((name) => name.startsWith('--vscode-')).sort();
    const classes = [...document.body.classList].filter((name) => /^vscode-(dark|light|high)/.test(name));
    return {
      bodyClass: classes.sort().join(' '),
      variables: Object.fromEntries(
        names.map((name) => [name.slice('--vscode-'.length), style.getPropertyValue(name)]),
      ),
    };
  });
}

/** The editor's own preview of a document: a webview that is there without any extension of ours. */
async function preview({ server, workbench }: Editor): Promise<Frame> {
  writeFileSync(join(server.profile.workspaceDir, 'themes.md'), '# Themes\n');
  await workbench.page.keyboard.press('F1');
  await workbench.quickInput.fill('themes.md');
  await workbench.quickInput.choose('themes.md');
  return workbench.webview('.markdown-body');
}

/**
 * `node --import tsx test/lab/editor/read-themes.ts`: writes the variables that the editor gives to webviews in each
 * kind of theme to test/page/themes/. To be run again when the editor of the lab is another version.
 */
live(async (atEnd) => {
  const say = timedSay();
  await ensureEditor(say);
  await ensureChromium(say);
  mkdirSync(folder, { recursive: true });
  for (const { file, id, bodyClass } of THEMES) {
    const editor = await openEditor({
      settings: {
        'workbench.colorTheme': id,
        'workbench.editorAssociations': { '*.md': 'vscode.markdown.preview.editor' },
      },
    });
    atEnd(() => editor.close());
    const dress = await dressOf(await preview(editor));
    if (dress.bodyClass !== bodyClass) throw new Error(`${id}: pages are told "${dress.bodyClass}"`);
    writeFileSync(join(folder, `${file}.json`), `${JSON.stringify(dress, null, 2)}\n`);
    say(`${id}: ${Object.keys(dress.variables).length} variables`);
    await editor.close();
  }
  return 0;
});
