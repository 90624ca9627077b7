import { findProgram, installPackages } from '../debian';

/** Where a program is; its packages are installed first where it is not there. */
export async function programOf(name: string, packages: readonly string[]): Promise<string> {
  const present = findProgram(name);
  if (present) return present;
  await installPackages(packages, (line) => console.log(line));
  const installed = findProgram(name);
  if (!installed) throw new Error(`${name}: no such program, although its package is installed`);
  return installed;
}
