import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const root = join(__dirname, '../../..');
const node = process.execPath;

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
  expect(files.filter((f) => !f.startsWith('media/')).sort()).toEqual(
    expected.filter((f) => !f.startsWith('media/')).sort(),
  );
  for (const f of files.filter((x) => x.startsWith('media/')))
    expect(f).toMatch(/^media\/(walkthrough\/)?[\w.-]+\.(svg|png|json)$/);
  for (const f of expected) expect(existsSync(join(root, f)), f).toBe(true);
}, 60_000);

test('bundles stay within their sizes', () => {
  const size = (f: string) => statSync(join(root, f)).size;
  const nodeSide = ['extension', 'dockerode', 'ioredis'].map((name) => size(`dist/${name}.js`));
  expect(nodeSide[0]).toBeLessThan(500_000);
  expect(nodeSide.reduce((sum, bytes) => sum + bytes)).toBeLessThan(900_000);
  expect(size('dist/page.js')).toBeLessThan(300_000);
});
