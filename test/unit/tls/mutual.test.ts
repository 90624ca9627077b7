import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { nodeHealth } from '../../../src/model/node-health';
import { render } from '../../../src/model/text';
import { newAuthority } from '../../../src/operations/tls/authority';
import { ask } from '../../../src/redis/ask';
import { NodeConnection } from '../../../src/redis/connection';
import { answersTls, probe } from '../../../src/redis/probe';
import { type Identity, secure } from '../../../src/redis/secure';
import { Untrusted } from '../../../src/redis/untrusted';
import { observed, topology } from '../model/observed';

const ca = newAuthority({ id: '12345678', name: 'theirs' }, Date.now());
const stranger = newAuthority({ id: '87654321', name: 'other' }, Date.now());
const issued = (by: typeof ca) => by.issue({ container: 'c', name: 'n', address: '172.17.0.2', index: 0 });
const { certificate: cert, key } = issued(ca);
const own = issued(ca);
const info = '# Server\r\nredis_version:8.0.2\r\n';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
});

async function listen(made: Server): Promise<number> {
  server = made.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A server over TLS that wants certificates of its clients; `heard` is what it was told. */
async function theirs(heard: string[], options: TlsOptions = {}): Promise<number> {
  const wants = { cert, key, ca: ca.certificate, requestCert: true, rejectUnauthorized: true };
  const made = createTlsServer({ ...wants, ...options }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (piece) => {
      heard.push(String(piece));
      socket.write(`$${info.length}\r\n${info}\r\n`);
    });
  });
  made.on('tlsClientError', () => {});
  return listen(made);
}

const target = (port: number, identity?: Identity) => ({
  key: 'k',
  name: 'it',
  published: { host: '127.0.0.1', port },
  login: async () => ({ password: 's3cret' }),
  ...(identity && { tls: async () => identity }),
});

async function withConnection<T>(
  port: number,
  identity: Identity | undefined,
  use: (c: NodeConnection) => Promise<T>,
) {
  const connection = new NodeConnection(target(port, identity));
  return use(connection).finally(() => connection.close());
}

test('a server that shows any certificate of its authority is spoken to, with our own where it wants one', async () => {
  const heard: string[] = [];
  const port = await theirs(heard);
  const identity = { authority: ca.certificate, own };
  expect(await withConnection(port, identity, (c) => probe(c, 1000))).toBe('server');
  expect(heard.join('')).toContain('INFO');
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'over %s a server that does not take our certificate is said to be there, with its reason',
  async (maxVersion) => {
    const heard: string[] = [];
    const port = await theirs(heard, { maxVersion });
    const identity = { authority: ca.certificate };
    expect(await withConnection(port, identity, (c) => probe(c, 1000))).toBe('sealed');
    const answer = await withConnection(port, identity, (c) => ask(c, { kind: 'unknown' }, Date.now, 1000));
    expect(answer).toMatchObject({ kind: 'unreachable', reason: 'trust' });
    const node = observed(0, answer);
    expect(render(nodeHealth(node, topology('replication', [node])).sentence)).toMatch(
      /^cannot be spoken to: .*(alert|certificate)/,
    );
    expect(heard).toEqual([]);
  },
);

test('a server of another authority is told nothing, no password either', async () => {
  const heard: string[] = [];
  const port = await theirs(heard, { requestCert: false });
  const identity = { authority: stranger.certificate, own };
  expect(await withConnection(port, identity, (c) => probe(c, 1000))).toBe('sealed');
  expect(heard).toEqual([]);
});

test('who is not trusted over one way is not tried over the others', async () => {
  const port = await theirs([]);
  let tunnels = 0;
  const tunnel = async () => {
    tunnels++;
    return connect(port, '127.0.0.1');
  };
  const connection = new NodeConnection({ ...target(port, { authority: stranger.certificate }), tunnel });
  expect(await probe(connection, 1000)).toBe('sealed');
  connection.close();
  expect(tunnels).toBe(0);
});

test('a key that is none is no answer of the server, and leaves no stream open', async () => {
  const port = await theirs([]);
  const stream = connect(port, '127.0.0.1');
  const identity = { authority: ca.certificate, own: { certificate: own.certificate, key: 'none' } };
  await expect(secure(stream, identity, 1000)).rejects.toBeInstanceOf(Untrusted);
  expect(stream.destroyed).toBe(true);
});

test('whether TLS is spoken is found out by the greeting alone', async () => {
  const heard: string[] = [];
  expect(await answersTls(target(await theirs(heard)))).toBe(true);
  expect(heard).toEqual([]);
  server?.close();
  const hangsUp = createServer((socket) => socket.once('data', () => socket.end()));
  expect(await answersTls(target(await listen(hangsUp)))).toBe(false);
});
