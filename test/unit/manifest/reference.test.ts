import { describe, expect, it } from 'vitest';
import type { Manifest, Texts } from '../../lab/reference/manifest';
import { referencePage } from '../../lab/reference/reference-page';
import { readJson, readText } from './project';

const manifest = readJson<Manifest>('package.json');
const texts = readJson<Texts>('package.nls.json');

describe('docs/reference.md', () => {
  it('is what the manifest says: if not, run `node --import tsx test/lab/reference.ts`', () => {
    expect(readText('docs/reference.md')).toBe(referencePage(manifest, texts));
  });

  it('leaves no placeholder, no link that works in the editor only, and no empty meaning', () => {
    const page = referencePage(manifest, texts);
    expect(page).not.toMatch(/%[\w.]+%|\(command:|undefined/);
    expect(page).toContain('`redisTopologyLab.pollInterval` | `1000` |');
  });

  it('demands a description of every command', () => {
    const { contributes } = manifest;
    const more = [...contributes.commands, { command: 'redisTopologyLab.new', title: '%command.new%' }];
    const grown = { contributes: { ...contributes, commands: more } };
    expect(() => referencePage(grown, texts)).toThrow('redisTopologyLab.new');
  });
});

describe.each(['README.md', 'docs/README.zh-cn.md', 'docs/faq.md', '.github/CONTRIBUTING.md'])(
  '%s',
  (page) => {
    const told = readText(page);

    it('names only settings and commands that there are', () => {
      const named = told.match(/redisTopologyLab\.[\w.]*\w/g) ?? [];
      const known = referencePage(manifest, texts);
      for (const name of named) expect(known).toContain(`\`${name}\``);
    });

    it('names commands by titles that they have', () => {
      const inChinese = page.includes('zh-cn');
      const words = Object.values(readJson<Texts>(`package.nls${inChinese ? '.zh-cn' : ''}.json`));
      // In bold, but for the words that a paragraph begins with; in Chinese in quotation marks, as bold does not work there.
      const titles = inChinese ? /“([^”\n]+…)”/g : /\*\*([^*\n]+[^*\n.])\*\*/g;
      const ofTheWizard = '更多选项…';
      for (const [, title = ''] of told.matchAll(titles)) expect([...words, ofTheWizard]).toContain(title);
    });

    it('has links within the project that lead somewhere', () => {
      const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
      for (const [, target = ''] of told.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(() => readText(`${folder}${target}`), `${page}: ${target}`).not.toThrow();
      }
    });
  },
);

describe('docs/README.zh-cn.md', () => {
  const english = readText('README.md');
  const chinese = readText('docs/README.zh-cn.md');

  it('has the sections, pictures and names of the English one', () => {
    const shape = (told: string) => told.match(/^#+(?= )|^!(?=\[)|^\|(?= )|^- |^\d\. /gm);
    const names = (told: string) => new Set(told.replace(/```[\s\S]*?```/g, '').match(/`[^`\n]+`/g));
    expect(shape(chinese)).toEqual(shape(english));
    expect(names(chinese)).toEqual(names(english));
  });
});
