import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './paths';
import { findingsPage } from './reference/findings-page';

// Writes docs/findings.md. test/unit/manifest/findings.test.ts fails as long as it is not what this writes.
writeFileSync(join(projectDir, 'docs', 'findings.md'), findingsPage());
