import { messageOf } from '../say';
import { runInServer } from './host-in-server';

/** The value of an option that VS Code's executable is given as `--name=value`. */
function option(name: string): string {
  const value = process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (!value) throw new Error(`--${name}=… is missing`);
  return value;
}

async function main(): Promise<number> {
  const passedOn = ['LAB_RESULTS', 'LAB_GREP', 'CI'].map((name) => [name, process.env[name]] as const);
  return runInServer({
    extension: option('extensionDevelopmentPath'),
    tests: option('extensionTestsPath'),
    folder: process.argv.slice(2).find((arg) => !arg.startsWith('-')),
    env: Object.fromEntries(passedOn),
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(messageOf(error));
    process.exit(1);
  },
);
