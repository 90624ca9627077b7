import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchSentinel } from '../../../src/redis/sentinel-events';

let server: Server;
let port: number;
let asked: string[];
const sockets = new Set<Socket>();

const bulk = (s: string) => `$${s.length}\r\n${s}\r\n`;
const subscribed = (pattern: string, n: number) => `*3\r\n${bulk('psubscribe')}${bulk(pattern)}:${n}\r\n`;
const message = (channel: string, payload: string) =>
  `*4\r\n${bulk('pmessage')}${bulk('+*')}${bulk(channel)}${bulk(payload)}`;

/** A stand-in for a sentinel: accepts subscriptions, and says what the test wants. */
beforeEach(async () => {
  asked = [];
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      asked.push(String(data));
      if (/psubscribe/i.test(String(data))) socket.write(subscribed('+*', 1) + subscribed('-*', 2));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const target = () => ({ key: 'k', name: 's', published: { host: '127.0.0.1', port } });
const say = (channel: string, payload: string) => {
  for (const socket of sockets) socket.write(message(channel, payload));
};

test('tells what is published, connects again after a break, and ends with its connection', async () => {
  const onMessage = vi.fn();
  const onTrouble = vi.fn();
  const watch = watchSentinel(target(), { onMessage, onTrouble });
  await vi.waitFor(() => expect(asked.join()).toMatch(/psubscribe/i));
  expect(asked.join()).not.toMatch(/hello|\r\n\*\r\n/);
  say('+sdown', 'master m 10.0.0.2 6379');
  await vi.waitFor(() => expect(onMessage).toHaveBeenCalledWith('+sdown', 'master m 10.0.0.2 6379'));

  for (const socket of sockets) socket.destroy();
  await vi.waitFor(() => expect(onTrouble).toHaveBeenCalledOnce());
  await vi.waitFor(() => expect(asked.length).toBe(2), 3000);
  say('-sdown', 'again');
  await vi.waitFor(() => expect(onMessage).toHaveBeenCalledTimes(2));

  watch.dispose();
  await vi.waitFor(() => expect(sockets.size).toBe(0));
  await new Promise((r) => setTimeout(r, 600));
  expect(asked.length).toBe(2);
  expect(onTrouble).toHaveBeenCalledOnce();
});

test('nothing listens: it is told, tried again ever more seldom, and ends when asked to', async () => {
  const onTrouble = vi.fn();
  const nowhere = { ...target(), published: { host: '127.0.0.1', port: 1 } };
  const watch = watchSentinel(nowhere, { onMessage: vi.fn(), onTrouble });
  await new Promise((r) => setTimeout(r, 900));
  watch.dispose();
  const tries = onTrouble.mock.calls.length;
  expect(tries).toBeGreaterThanOrEqual(2);
  expect(tries).toBeLessThanOrEqual(3);
  await new Promise((r) => setTimeout(r, 1200));
  expect(onTrouble.mock.calls.length).toBe(tries);
});

test('disposed of while it connects, it leaves nothing behind', async () => {
  const onTrouble = vi.fn();
  watchSentinel(target(), { onMessage: vi.fn(), onTrouble }).dispose();
  await new Promise((r) => setTimeout(r, 300));
  expect(sockets.size).toBe(0);
  expect(onTrouble).not.toHaveBeenCalled();
});
