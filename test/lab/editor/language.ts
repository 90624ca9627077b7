import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Display languages that the extension is translated to. */
export type Locale = 'en' | 'zh-cn';

/**
 * Makes a display language known to a server that is started with `--locale`. VS Code takes a language only if a
 * language pack for it is registered, and none can be downloaded here; so we register one of our own that is empty:
 * VS Code's own words stay English, while `vscode.env.language`, the extension's manifest (package.nls.zh-cn.json)
 * and its l10n bundle become Chinese, which is what is to be tested.
 */
export function addLanguage(locale: Locale, userDataDir: string, packDir: string): void {
  if (locale === 'en') return;
  const translations = join(packDir, 'language-pack', 'main.i18n.json');
  mkdirSync(join(packDir, 'language-pack'), { recursive: true });
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: 'topology-lab-empty-pack',
    label: locale,
    extensions: [{ extensionIdentifier: { id: `topology-lab.empty-pack-${locale}` }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  writeFileSync(join(userDataDir, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
