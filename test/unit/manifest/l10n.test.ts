import { describe, expect, it } from 'vitest';
import { readJson, readText, sourceFiles } from './project';
import { hasWords, placeholders, templateCalls } from './templates';

const bundle = readJson<Record<string, string>>('l10n/bundle.l10n.zh-cn.json');

/** Where a template is handed on that somebody else wrote as a literal. */
const HANDED_ON = new Set(['src/ui/localise.ts', 'webview-ui/l10n.ts']);

const calls = sourceFiles('src', 'webview-ui').flatMap((file) =>
  templateCalls(readText(file)).map((call) => ({ ...call, file })),
);
const templates = new Set(calls.flatMap(({ template }) => template ?? []).filter(hasWords));

describe('the extraction', () => {
  it('finds literals of every kind, over lines, and not in comments or methods', () => {
    const source = `
      // text('comment')
      text('one'); t("it's {0}", 1); l10n.t(\`three\`);
      text(
        'four \\'quoted\\'', x); answer.text('method'); const at = at('no'); "// text('string')";
      t(\`five \${x}\`); text(name);`;
    expect(templateCalls(source).map(({ template }) => template)).toEqual([
      'one',
      "it's {0}",
      'three',
      "four 'quoted'",
      'string',
      undefined,
      undefined,
    ]);
  });
});

describe('user text', () => {
  it('is always a literal where it is made, so that it can be collected', () => {
    const bad = calls.filter(({ file, template }) => template === undefined && !HANDED_ON.has(file));
    expect(bad.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  });

  it('is all translated into Chinese', () => {
    expect([...templates].filter((template) => !Object.hasOwn(bundle, template)).sort()).toEqual([]);
  });

  it('has no translation that nothing uses', () => {
    expect(Object.keys(bundle).filter((template) => !templates.has(template))).toEqual([]);
  });

  it('keeps its placeholders in translation', () => {
    const differing = Object.entries(bundle).filter(
      ([template, translated]) => placeholders(template).join() !== placeholders(translated).join(),
    );
    expect(differing).toEqual([]);
  });
});
