import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { findProgram } from '../debian';
import { freePort } from '../free-port';
import { run } from '../run';
import { programOf } from './program';
import { type Service, startService } from './service';

/** How this machine is called in the ssh configuration of a user of {@link Sshd}. */
export const SSH_ALIAS = 'lab-engine';

/**
 * An ssh server on this machine, and a user's configuration that leads there: an alias with port, key and host key.
 * ssh finds a user's own by the password file, not by HOME: a program `ssh` first on the PATH names it instead.
 */
export class Sshd {
  readonly #folder: string;
  readonly #service: Service;
  /** To stand first in PATH. */
  readonly bin: string;

  private constructor(folder: string, service: Service) {
    this.#folder = folder;
    this.#service = service;
    this.bin = join(folder, 'bin');
  }

  static async start(): Promise<Sshd> {
    const program = await programOf('sshd', ['openssh-server']);
    const ssh = await programOf('ssh', ['openssh-client']);
    const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
    const file = (name: string) => join(folder, name);
    const keygen = (name: string) =>
      run(findProgram('ssh-keygen') ?? 'ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)], {
        timeoutMs: 20_000,
      });
    await Promise.all([keygen('host'), keygen('user')]);
    const port = await freePort();
    const key = (name: string) => readFileSync(file(`${name}.pub`), 'utf8');
    writeFileSync(file('authorized'), key('user'));
    writeFileSync(file('known'), `[127.0.0.1]:${port} ${key('host')}`);
    // Where it puts those who have not logged in yet.
    mkdirSync('/run/sshd', { recursive: true });
    writeFileSync(file('server'), serverSettings(file, port));
    writeFileSync(file('config'), userSettings(file, port));
    mkdirSync(file('bin'));
    writeFileSync(join(file('bin'), 'ssh'), `#!/bin/sh\nexec '${ssh}' -F '${file('config')}' "$@"\n`);
    chmodSync(join(file('bin'), 'ssh'), 0o755);
    const service = await startService(program, ['-D', '-e', '-f', file('server')], {
      log: file('log'),
      serves: () => isOpen(port),
    });
    return new Sshd(folder, service);
  }

  /** A PATH whose `ssh` knows the alias. */
  get path(): string {
    return `${this.bin}${delimiter}${process.env.PATH}`;
  }

  async dispose(): Promise<void> {
    await this.#service.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const serverSettings = (file: (name: string) => string, port: number) => `ListenAddress 127.0.0.1
Port ${port}
HostKey ${file('host')}
AuthorizedKeysFile ${file('authorized')}
PasswordAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PidFile none
SetEnv PATH=${process.env.PATH}
`;

const userSettings = (file: (name: string) => string, port: number) => `Host ${SSH_ALIAS}
  HostName 127.0.0.1
  Port ${port}
  User ${userInfo().username}
  IdentityFile ${file('user')}
  IdentitiesOnly yes
  UserKnownHostsFile ${file('known')}
`;

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
