#!/usr/bin/env node
// Stands where runTests({ vscodeExecutablePath }) of @vscode/test-electron expects VS Code's executable: takes the
// same options and runs the same tests in the VS Code server.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const node = join(here, '..', '..', '..', 'node_modules', 'node', 'bin', 'node');
const args = ['--import', 'tsx', join(here, 'code-stand-in.ts'), ...process.argv.slice(2)];
const { status } = spawnSync(node, args, { stdio: 'inherit', cwd: join(here, '..', '..', '..') });
process.exit(status ?? 1);
