import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run';
import type { AptRoot } from './apt-root';

interface Package {
  readonly name: string;
  /** Name of its file, as `apt-get download` writes it. */
  readonly file: string;
  /** The libraries that it needs. */
  readonly libraries: readonly string[];
}

/**
 * The package files of some programs and of every library that they need, downloaded if they are not there yet.
 * Only libraries are followed: what packages want of a whole system (init scripts, users) an image does not need.
 */
export async function packageFiles(root: AptRoot, programs: readonly string[]): Promise<string[]> {
  try {
    return await download(root, await withLibraries(root, programs));
  } catch {
    // Indexes kept from an earlier day name versions that the mirror no longer has.
    await root.refresh();
    return download(root, await withLibraries(root, programs));
  }
}

async function withLibraries(root: AptRoot, programs: readonly string[]): Promise<Package[]> {
  const found = new Map<string, Package>();
  for (let next = [...programs]; next.length > 0; ) {
    const described = await describe(root, next);
    for (const pkg of described) found.set(pkg.name, pkg);
    next = [...new Set(described.flatMap((pkg) => pkg.libraries))].filter((name) => !found.has(name));
  }
  return [...found.values()];
}

async function describe(root: AptRoot, names: readonly string[]): Promise<Package[]> {
  const args = ['show', '--no-all-versions', ...names];
  const text = await run('apt-cache', args, { timeoutMs: 60_000, env: root.env });
  const packages = text
    .split(/\n\n+/)
    .filter((record) => record.startsWith('Package:'))
    .map(packageOf);
  const missing = names.filter((name) => !packages.some((pkg) => pkg.name === name));
  if (missing.length > 0) throw new Error(`Debian has no package ${missing.join(', ')}`);
  return packages;
}

function packageOf(record: string): Package {
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(record)?.[1] ?? '';
  const libraries = `${field('Pre-Depends')},${field('Depends')}`
    .split(',')
    // Of alternatives the first; without its version and architecture.
    .map((wanted) => wanted.replace(/[|(:].*/s, '').trim())
    .filter((name) => /^(lib|zlib1g$)/.test(name));
  const version = field('Version').replaceAll(':', '%3a');
  return {
    name: field('Package'),
    file: `${field('Package')}_${version}_${field('Architecture')}.deb`,
    libraries,
  };
}

async function download(root: AptRoot, packages: readonly Package[]): Promise<string[]> {
  const missing = packages.filter((pkg) => !existsSync(join(root.debDir, pkg.file)));
  if (missing.length > 0) {
    const args = ['download', ...missing.map((pkg) => pkg.name)];
    await run('apt-get', args, { timeoutMs: 300_000, cwd: root.debDir, env: root.env });
  }
  return packages.map((pkg) => join(root.debDir, pkg.file));
}
