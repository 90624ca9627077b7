import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { NodeConnection } from '../../../src/redis/connection';
import { probe, type Verdict } from '../../../src/redis/probe';

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** A server that does one thing with whoever connects. */
async function behind(meet: (socket: Socket) => void): Promise<Verdict> {
  server = createServer((socket) => {
    socket.on('error', () => {});
    meet(socket);
  });
  await new Promise<void>((up) => server?.listen(0, '127.0.0.1', up));
  const { port } = server.address() as AddressInfo;
  const connection = new NodeConnection({ key: 'k', name: 'it', published: { host: '127.0.0.1', port } });
  try {
    return await probe(connection, 300);
  } finally {
    connection.close();
  }
}

const bulk = (words: string) => `$${words.length}\r\n${words}\r\n`;

test.each<[string, Verdict, (socket: Socket) => void]>([
  ['a server', 'server', (s) => s.on('data', () => s.write(bulk('# Server\r\nredis_version:8.0.2\r\n')))],
  ['a server that lets nobody in', 'server', (s) => s.on('data', () => s.write('-NOAUTH Who?\r\n'))],
  ['one that speaks otherwise', 'other', (s) => s.on('data', () => s.write('+hello\r\n'))],
  ['one that hangs up', 'hungUp', (s) => s.on('data', () => s.destroy())],
  ['one that says nothing', 'silent', (s) => s.resume()],
])('%s is told', async (_, verdict, meet) => expect(await behind(meet)).toBe(verdict));
