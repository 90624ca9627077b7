import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from './project';

const folder = join(__dirname, '../../../docs/pictures');
/** A page that shows them all is still to be loaded in a moment. */
const MOST_BYTES = 3 * 1024 * 1024;

describe('the pictures of README', () => {
  const files = readdirSync(folder);
  const bytes = (name: string) => readFileSync(join(folder, name));

  it('are all shown there', () => {
    const readme = readText('README.md');
    for (const name of files) expect(readme).toContain(`(docs/pictures/${name})`);
  });

  it('are small enough, and one of them moves', () => {
    expect(files.reduce((sum, name) => sum + bytes(name).length, 0)).toBeLessThan(MOST_BYTES);
    expect(files.filter((name) => bytes(name).includes('acTL'))).toEqual(['failover.png']);
  });
});
