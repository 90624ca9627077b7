import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../../src/model/findings/all-rules';
import { findingsPage, MEANINGS, proofOf } from '../../lab/reference/findings-page';
import { readText, sourceFiles } from './project';

const sources = sourceFiles('src/model/findings').map(readText);
/** The file that makes a rule of this id. */
const sourceOf = (id: string) =>
  sources.find((s) => new RegExp(`(?:id: |Rule\\('\\w+', )'${id}'`).test(s)) ?? '';

describe('docs/findings.md', () => {
  it('is what the table says: if not, run `node --import tsx test/lab/findings.ts`', () => {
    expect(readText('docs/findings.md')).toBe(findingsPage());
  });

  it('has every rule, and no other', () => {
    expect(Object.keys(MEANINGS).sort()).toEqual(ALL_RULES.map((rule) => rule.id).sort());
  });

  it.each(Object.entries(MEANINGS))('%s is proven where it says', (id, meaning) => {
    expect(readText(proofOf(meaning))).toContain(`'${id}'`);
  });

  it.each(Object.entries(MEANINGS))('%s has the severities and repairs of its rule', (id, meaning) => {
    const source = sourceOf(id);
    const told = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, word]) => word ?? '');
    // Rules for links that are down leave pointing elsewhere to `repoint`, and like open slots their severity to others.
    const repairs = new Set([
      ...told(/kind: (?:\w+ \? )?'(\w+)'/g),
      ...told(/ : '(\w+)', nodes/g),
      ...(/remedy: repoint\b/.test(source) ? ['repoint'] : []),
    ]);
    for (const remedy of meaning.remedy) if (remedy !== 'advice') expect(repairs).toContain(remedy);
    for (const severity of meaning.severity)
      if (source.includes('severity:')) expect(source).toMatch(new RegExp(`'${severity}'`));
  });
});
