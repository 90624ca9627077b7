import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(__dirname, '../../..');
const node = process.execPath;
/** What is loaded when it is first needed. */
const PART = /^dist\/part-[\w-]+\.js$/;

beforeAll(() => {
  execFileSync(node, ['esbuild.mjs', '--production'], { cwd: root });
}, 60_000);

test('the VSIX holds what is needed and nothing else', () => {
  const listed = execFileSync(node, ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.split('\n').filter((f) => f !== '');
  const expected = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/dockerode.js',
    'dist/extension.js',
    'dist/ioredis.js',
    'dist/page.css',
    'dist/page.js',
    'l10n/bundle.l10n.zh-cn.json',
    'media/activity.svg',
    'media/icon.png',
    'media/redis-topology.schema.json',
    'media/walkthrough/break.svg',
    'media/walkthrough/create.svg',
    'media/walkthrough/mend.svg',
    'media/walkthrough/watch.svg',
    'package.json',
    'package.nls.json',
    'package.nls.zh-cn.json',
  ];
  expect(files.filter((f) => !f.startsWith('media/') && !PART.test(f)).sort()).toEqual(
    expected.filter((f) => !f.startsWith('media/')).sort(),
  );
  for (const f of files.filter((x) => x.startsWith('media/')))
    expect(f).toMatch(/^media\/(walkthrough\/)?[\w.-]+\.(svg|png|json)$/);
  for (const f of expected) expect(existsSync(join(root, f)), f).toBe(true);
}, 60_000);

/** A file of ours with those that it needs at once, in `dist`. */
function withNeeded(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const code = readFileSync(join(root, 'dist', file), 'utf8');
  // A part that is loaded later stands behind `.then(() => … require(…))`.
  for (const [, later, needed] of code.matchAll(
    /(\.then\(\(?\)?\s*=>.{0,20})?require\("\.\/([\w-]+\.js)"\)/g,
  ))
    if (!later && needed) withNeeded(needed, known);
  return known;
}

test('bundles stay within their sizes', () => {
  const size = (f: string) => statSync(join(root, 'dist', f)).size;
  const sum = (files: Iterable<string>) => [...files].reduce((all, file) => all + size(file), 0);
  const atActivation = withNeeded('extension.js');
  expect([...atActivation]).not.toContain('dockerode.js');
  expect([...atActivation]).not.toContain('ioredis.js');
  expect(sum(atActivation)).toBeLessThan(500_000);
  const nodeSide = readdirSync(join(root, 'dist')).filter((f) => f.endsWith('.js') && f !== 'page.js');
  expect(sum(nodeSide)).toBeLessThan(1_200_000);
  expect(size('page.js')).toBeLessThan(300_000);
});
