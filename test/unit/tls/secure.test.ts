import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { Duplex, PassThrough } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAuthority } from '../../../src/operations/tls/authority';
import { secure } from '../../../src/redis/secure';

const ca = newAuthority({ id: '12345678', name: 'orders' }, Date.now());
const node = { container: 'orders-7000', name: 'orders-7000', address: '172.20.0.2', index: 0 };
const { certificate: cert, key } = ca.issue(node);
const identity = { authority: ca.certificate, name: 'orders-7000' };

const server = createTlsServer({ cert, key }, (socket) => {
  socket.on('error', () => {
    // A client that refuses us resets the connection.
  });
  socket.write('+PONG\r\n');
});
const silent = createServer();

beforeAll(async () => {
  for (const one of [server, silent]) {
    one.listen(0, '127.0.0.1');
    await once(one, 'listening');
  }
});
afterAll(() => {
  server.close();
  silent.close();
});

const stream = (to: Server) => connect((to.address() as AddressInfo).port, '127.0.0.1');

/** As a tunnel is: no socket, but two ends. */
function tunnel(): Duplex {
  const socket = stream(server);
  return Duplex.from({ readable: socket.pipe(new PassThrough()), writable: socket });
}

test.each([
  ['a socket', () => stream(server)],
  ['a tunnel', tunnel],
])('over %s a server that is the right one is spoken to', async (_, open) => {
  const secured = await secure(open(), identity, 2000);
  const [said] = await once(secured, 'data');
  expect(String(said)).toBe('+PONG\r\n');
  secured.destroy();
});

test('another authority’s server, and another node of the same, are refused with the reason', async () => {
  const other = newAuthority({ id: '87654321', name: 'other' }, Date.now()).certificate;
  await expect(secure(stream(server), { ...identity, authority: other }, 2000)).rejects.toThrow(
    /^TLS: .*certificate/,
  );
  await expect(secure(stream(server), { ...identity, name: 'orders-7001' }, 2000)).rejects.toThrow(
    /^TLS: .*orders-7001/,
  );
});

test('a server that says nothing is waited for no longer than asked, and the stream is closed', async () => {
  const open = stream(silent);
  await expect(secure(open, identity, 100)).rejects.toThrow('TLS: no handshake within 100 ms');
  expect(open.destroyed).toBe(true);
});

test('what breaks the stream is the reason, in its own words', async () => {
  const open = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const securing = secure(open, identity, 2000);
  open.destroy(new Error('nc: connection refused'));
  await expect(securing).rejects.toThrow('nc: connection refused');
});
