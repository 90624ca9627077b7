import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './paths';
import { referencePage } from './reference/reference-page';

const readJson = (name: string) => JSON.parse(readFileSync(join(projectDir, name), 'utf8'));

// Writes docs/reference.md. test/unit/manifest/reference.test.ts fails as long as it is not what this writes.
writeFileSync(
  join(projectDir, 'docs', 'reference.md'),
  referencePage(readJson('package.json'), readJson('package.nls.json')),
);
