import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(__dirname, '../../..');
const biome = join(root, 'node_modules/.bin/biome');

/**
 * What the linter says of one import at one place: our configuration over a folder of its own (given a file by
 * standard input it reports nothing).
 */
function lint(path: string, module: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'));
  try {
    const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `import { x } from '${module}';\n\nexport const y = x;\n`);
    const run = spawnSync(biome, ['lint', path], { cwd: folder, encoding: 'utf8' });
    return run.stdout + run.stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('imports go down only, and the linter bites', () => {
  test.each([
    ['src/model/a.ts', 'node:fs'],
    ['src/model/a.ts', 'vscode'],
    ['src/model/a.ts', '../docker/engine'],
    ['src/model/parse/a.ts', '../../redis/ask'],
    ['src/protocol/a.ts', 'vscode'],
    ['src/docker/a.ts', 'vscode'],
    ['src/docker/a.ts', 'ioredis'],
    ['src/docker/a.ts', '../topology/store'],
    ['src/redis/a.ts', 'dockerode'],
    ['src/redis/a.ts', '../docker/engine'],
    ['src/redis/a.ts', '../operations/create'],
    ['src/topology/a.ts', '../ui/localise'],
    ['src/topology/a.ts', 'dockerode'],
    ['src/operations/a.ts', 'vscode'],
    ['src/operations/handover/a.ts', 'ioredis'],
    ['src/ui/commands/a.ts', 'dockerode'],
    ['src/api/a.ts', 'dockerode'],
    ['src/extension.ts', 'ioredis'],
    ['webview-ui/a.ts', '../src/ui/localise'],
    ['webview-ui/widgets/a.ts', '../../src/docker/engine'],
  ])('%s must not import %s', (path, module) => expect(lint(path, module)).toContain('noRestrictedImports'));

  test.each([
    ['src/model/a.ts', './text'],
    ['src/docker/a.ts', 'dockerode'],
    ['src/redis/a.ts', 'ioredis'],
    ['src/topology/a.ts', '../docker/engine'],
    ['src/operations/a.ts', '../topology/lab'],
    ['src/ui/a.ts', 'vscode'],
    ['src/protocol/a.ts', '../model/text'],
    ['webview-ui/a.ts', '../src/protocol/to-page'],
  ])('%s may import %s', (path, module) => expect(lint(path, module)).not.toContain('noRestrictedImports'));
});

test('no room is left without a rule', () => {
  const rooms = execFileSync('git', ['ls-files', 'src'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .map((f) => f.split('/')[1])
    .filter((r): r is string => r !== undefined && !r.endsWith('.ts'));
  expect([...new Set(rooms)].sort()).toEqual([
    'api',
    'docker',
    'model',
    'operations',
    'protocol',
    'redis',
    'topology',
    'ui',
  ]);
});
