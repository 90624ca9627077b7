import { readFileSync } from 'node:fs';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;

/** The English sentences that have a translation, as patterns of what a user would see of each. */
const patterns: readonly { readonly template: string; readonly pattern: RegExp }[] = [
  ...Object.entries(read('l10n/bundle.l10n.zh-cn.json')),
  ...Object.entries(read('package.nls.zh-cn.json')).map(([key, chinese]) => [
    read('package.nls.json')[key] ?? '',
    chinese,
  ]),
].flatMap(([template = '', chinese]) => {
  const words = template.replace(/\{\d+\}/g, '');
  // Names and units are the same in every language.
  if (template === chinese || !/[a-z]{3}/.test(words)) return [];
  const literal = template
    .split(/\{\d+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.{1,60}?');
  return [{ template, pattern: new RegExp(`(?<![\\w-])${literal}(?![\\w-])`) }];
});

/** The English templates of ours that shine through in what a Chinese user sees. */
export function englishIn(seen: string): string[] {
  return patterns.filter(({ pattern }) => pattern.test(seen)).map(({ template }) => template);
}
