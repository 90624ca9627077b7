import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { Ground } from '../journey/ground';
import { type Editor, withEditor } from '../lab/editor/open-editor';
import { extensionVsix } from '../lab/extension-package';
import { projectDir } from '../lab/paths';

/** Where README finds its pictures. */
const folder = join(projectDir, 'docs', 'pictures');

export interface Scene extends Editor {
  readonly ground: Ground;
  /** Puts the window as it is now into docs/pictures. */
  take(name: string): Promise<void>;
  /** Puts a file into docs/pictures. */
  keep(name: string, content: Buffer): void;
}

/** Takes pictures of the whole editor with the packed extension in it, on an engine of its own. */
export function scene(what: string, theme: string, act: (scene: Scene) => Promise<void>): void {
  test(what, async () => {
    const ground = new Ground();
    mkdirSync(folder, { recursive: true });
    const keep = (name: string, content: Buffer) => writeFileSync(join(folder, name), content);
    const options = {
      vsix: [await extensionVsix()],
      viewport: { width: 1480, height: 980 },
      waitMs: 60_000,
      settings: {
        'workbench.colorTheme': theme,
        'window.commandCenter': false,
        'window.title': `\${activeEditorShort}`,
      },
    };
    try {
      await withEditor('pictures', options, async (editor) => {
        const { page } = editor.workbench;
        await editor.workbench.openContainer('Redis Topologies');
        const take = async (name: string) => {
          // Where the mouse rests something may be lit up.
          await page.mouse.move(740, 975);
          keep(`${name}.png`, await page.screenshot({ animations: 'disabled' }));
        };
        await act({ ...editor, ground, take, keep });
      });
    } finally {
      await ground.dispose();
    }
  });
}
