import { describe, expect, it } from 'vitest';
import { portsIn } from '../../../src/docker/listening-ports';
import { isIgnored, mayBeServer } from '../../../src/topology/found/candidate';
import { readCommandLine } from '../../../src/topology/found/command-line';
import { row } from './servers';

describe('a command line', () => {
  const plain = {
    isServer: true,
    sentinel: false,
    port: undefined,
    password: undefined,
    configFile: undefined,
  };
  it.each([
    ['docker-entrypoint.sh redis-server', plain],
    ['docker-entrypoint.sh redis-server -', plain],
    [
      'docker-entrypoint.sh redis-server /etc/r.conf --port 7000 --port 7001',
      { ...plain, configFile: '/etc/r.conf', port: 7001 },
    ],
    ['/usr/bin/valkey-server --requirepass x', { ...plain, password: 'x' }],
    ['redis-sentinel /s.conf', { ...plain, sentinel: true, configFile: '/s.conf' }],
    ['redis-server s.conf --sentinel', { ...plain, sentinel: true, configFile: 's.conf' }],
    ['node server.js', { ...plain, isServer: false }],
    ['redis-server --port 0', plain],
  ])('%s', (line, read) => {
    expect(readCommandLine(line.split(' '))).toEqual(read);
  });

  it('is read inside a shell’s argument, with variables, up to the next command', () => {
    const line = `exec redis-server "/a.conf" --requirepass '\${PW}' --port $PORT && sleep 1`;
    expect(
      readCommandLine(
        ['sh', '-c', line],
        new Map([
          ['PW', 'secret'],
          ['PORT', '6400'],
        ]),
      ),
    ).toEqual({
      ...plain,
      configFile: '/a.conf',
      password: 'secret',
      port: 6400,
    });
  });
});

describe('listening ports', () => {
  const listing = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 00000000:18EB 00000000:0000 0A 00000000:00000000 00:00000000 00000000   999        0 101 1 0 100 0 0 10 0',
    '   1: 0B00007F:9C40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 102 1 0 100 0 0 10 0',
    '   2: 0100007F:18EB 0100007F:8888 01 00000000:00000000 00:00000000 00000000   999        0 103 1 0 100 0 0 10 0',
    '   0: 00000000000000000000000000000000:1B58 00000000000000000000000000000000:0000 0A 0:0 00:0 0 999 0 104 1 0',
  ].join('\n');

  it('are those of both protocols, without the engine’s name server', () => {
    expect(portsIn(listing, undefined)).toEqual([6379, 7000]);
  });

  it('are a process’s own where others’ show too', () => {
    expect(portsIn(listing, new Set(['104']))).toEqual([7000]);
  });
});

describe('a candidate', () => {
  const like = (change: { image?: string; command?: string; port?: number }) => {
    const one = row('c', '172.17.0.2', {
      command: change.command ?? 'app',
      ports: change.port ? [{ inside: change.port, outside: undefined }] : [],
    });
    return mayBeServer({ ...one, facts: { ...one.facts, image: change.image ?? 'app' } });
  };

  it('is told by image, command or port', () => {
    expect(like({})).toBe(false);
    expect(like({ port: 5432 })).toBe(false);
    expect(like({ image: 'bitnami/valkey:8' })).toBe(true);
    expect(like({ command: 'sh -c redis-server' })).toBe(true);
    expect(like({ port: 6379 })).toBe(true);
  });

  it('is ignored by its whole name, or by a pattern', () => {
    expect(isIgnored('redis-1', ['redis'])).toBe(false);
    expect(isIgnored('redis-1', ['redis-*'])).toBe(true);
    expect(isIgnored('redis.1', ['redis.1'])).toBe(true);
    expect(isIgnored('redisx1', ['redis.1', ''])).toBe(false);
  });
});
