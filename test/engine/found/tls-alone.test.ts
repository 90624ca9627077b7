import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exec } from '../../../src/docker/exec';
import { nodeHealth } from '../../../src/model/node-health';
import { render } from '../../../src/model/text';
import { handOver } from '../../../src/operations/handover';
import { newAuthority } from '../../../src/operations/tls/authority';
import { verifyTopology } from '../../../src/operations/verify';
import { foundCliCommand } from '../../../src/ui/cli-command';
import { work } from '../topology/bed';
import { ByHand } from './by-hand';

const IMAGE = 'redis:8.0';
const hand = new ByHand();
const { lab } = hand;
const authority = newAuthority({ id: '12345678', name: 'theirs' }, Date.now());
const another = newAuthority({ id: '87654321', name: 'other' }, Date.now());
const PASSWORD = 'never in sight';

/** The options of a server that is open with TLS alone, and wants certificates of its clients. */
const options = (certificate = 'server', key = `/tls/${certificate}.key`) => [
  ...['--port', '0', '--tls-port', '6390'],
  ...['--tls-cert-file', `/tls/${certificate}.crt`, '--tls-key-file', key],
];
const CA = ['--tls-ca-cert-file', '/tls/ca.crt'];
const LINKED = ['--tls-replication', 'yes'];
const passwords = ['--requirepass', PASSWORD, '--masterauth', PASSWORD];
const OPEN = ['--tls-auth-clients', 'no'];

/** `redis-cli` over TLS in a container, with files that need not be those that its server names. */
const cli = (name: string, ...args: string[]) => {
  const tls = ['--tls', '--insecure', '--cert', '/tls/server.crt', '--key', '/tls/server.key', '-p', '6390'];
  return hand.cli(name, ...tls, '--pass', PASSWORD, '--no-auth-warning', ...args);
};

beforeAll(async () => {
  const issued = (by: typeof authority) =>
    by.issue({ container: 'any', name: 'any', address: '172.17.0.2', index: 0 });
  const [server, strange] = [issued(authority), issued(another)];
  const folder = await hand.folder({
    'ca.crt': authority.certificate,
    'server.crt': server.certificate,
    'server.key': server.key,
    'strange.crt': strange.certificate,
    'strange.key': strange.key,
    // A server goes to its folder first.
    'relative.conf':
      'dir /data\ntls-ca-cert-file ../tls/ca.crt\ntls-cert-file ../tls/server.crt\ntls-key-file ../tls/server.key\n',
  });
  const subject = ['-subj', '/CN=alone', '-out', `${folder}/self.crt`, '-keyout', `${folder}/self.key`];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'pipe' });
  execFileSync('chmod', ['644', `${folder}/self.key`]);
  const network = await hand.network('net');
  const start = (name: string, ...args: string[]) =>
    hand.run(name, '--net', network, '-v', `${folder}:/tls`, ...args);
  const inShell = (script: string) => [IMAGE, 'sh', '-c', script];
  await Promise.all([
    start('m', '-p', '127.0.0.1::6390', IMAGE, 'redis-server', ...options(), ...CA, ...LINKED, ...passwords),
    start(
      'r',
      ...[IMAGE, 'redis-server', '/tls/relative.conf', '--port', '0', '--tls-port', '6390'],
      ...[...LINKED, '--replicaof', hand.name('m'), '6390', ...passwords],
    ),
    start('self', 'redis:7.0', 'redis-server', ...options('self'), ...OPEN),
    start('strange', IMAGE, 'redis-server', ...options('strange'), ...CA, ...OPEN, ...passwords),
    // What it needs it has read by the time that the key goes.
    start(
      'keyless',
      ...inShell(
        `cp /tls/server.key /dev/shm/gone.key && exec redis-server ${[...options('server', '/dev/shm/gone.key'), ...CA].join(' ')} --requirepass "${PASSWORD}"`,
      ),
    ),
    // Neither command nor file tells that it speaks TLS.
    start('hidden', ...inShell(`echo "${lines([...options(), ...CA])}" | exec redis-server -`)),
  ]);
  for (const name of ['m', 'strange', 'keyless', 'hidden', 'self'])
    await hand.until(`${name} listens`, async () => /PONG|NOAUTH|AUTH/.test(await cli(name, 'PING')));
  await hand.docker('exec', hand.name('keyless'), 'rm', '/dev/shm/gone.key');
  await hand.until('it follows', async () => /link_status:up/.test(await cli('r', 'INFO', 'replication')));
  for (const name of ['strange', 'keyless']) await cli(name, 'CONFIG', 'RESETSTAT');
  await lab.refresh();
}, 90_000);

afterAll(() => hand.dispose(), 60_000);

/** Options as lines of a configuration file, for `echo`. */
function lines(words: readonly string[]): string {
  return words.join(' ').replace(/ ?--/g, '\n').trim();
}

const sentence = (name: string) => render(nodeHealth(hand.node(name), hand.of(name)).sentence);

/** How often a server was told what since its numbers were reset. */
async function told(name: string): Promise<ReadonlyMap<string, number>> {
  const stats = await cli(name, 'INFO', 'commandstats');
  return new Map([...stats.matchAll(/cmdstat_([^:]+):calls=(\d+)/g)].map((m) => [m[1] ?? '', Number(m[2])]));
}

test('master and replica that want certificates are found, verified and handed over', async () => {
  const topology = hand.of('m');
  expect(hand.inShort(topology)).toEqual(['m master', 'r replica']);
  expect(topology.nodes.map((n) => [n.port, n.tls])).toEqual([
    [6390, 'mutual'],
    [6390, 'mutual'],
  ]);
  await handOver(lab, topology.id, hand.node('r').id, work());
  await hand.until('it follows', async () => {
    await lab.refresh();
    return hand.inShort(hand.of('m')).join() === 'm replica,r master';
  });
  const checks = await verifyTopology(lab, topology.id, work());
  expect(checks.filter((check) => check.outcome !== 'passed')).toEqual([]);
});

test('its own redis-cli comes in with the files of its container', async () => {
  const node = hand.node('r');
  const entrance = { login: undefined, tls: lab.found.tlsFilesOf(node) };
  const engine = await lab.connect();
  const said = await exec(engine, node.container.id, [...foundCliCommand(node, false, entrance), 'PING']);
  expect(said.stdout).toContain('NOAUTH');
});

test('a certificate that vouches for itself is known by its file', () => {
  expect(hand.inShort(hand.of('self'))).toEqual(['self master']);
  expect(hand.node('self').tls).toBe('server');
});

test('what cannot be trusted, or spoken to, is shown with the reason, and told nothing', async () => {
  expect(hand.node('strange').answer).toMatchObject({ kind: 'unreachable', reason: 'trust' });
  expect(sentence('strange')).toMatch(/^cannot be spoken to: TLS: .*(certificate|issuer).* tls-ca-cert-file/);
  expect(sentence('keyless')).toMatch(
    /^TLS certificate or key of .* could not be read, and it wants one of its clients: cat: .*\/dev\/shm\/gone\.key.*: No such file or directory\. Put/,
  );
  // The one AUTH is that of the question.
  for (const name of ['strange', 'keyless'])
    expect([...(await told(name))].sort()).toEqual([
      ['auth', 1],
      ['config|resetstat', 1],
    ]);
});

test('one of whose TLS nothing tells is found by its greeting', () => {
  expect(sentence('hidden')).toMatch(/^TLS authority of .* is not named in its configuration\. Name/);
});

test('a key that can be read again lets us in', async () => {
  await hand.docker('exec', hand.name('keyless'), 'cp', '/tls/server.key', '/dev/shm/gone.key');
  lab.attention('test', hand.of('keyless').id);
  await hand.until(
    'it answers',
    async () => hand.inShort(hand.of('keyless'))[0] === 'keyless master',
    20_000,
  );
  lab.attention('test', undefined);
});

test('keys and passwords stay in memory', () => {
  const seen = JSON.stringify(lab.store.topologies) + hand.log.join();
  expect(seen).not.toMatch(/PRIVATE KEY|BEGIN CERTIFICATE|never in sight/);
});
