import { describe, expect, it } from 'vitest';
import { portsIn } from '../../../src/docker/listening-ports';
import { isIgnored, mayBeServer } from '../../../src/topology/found/candidate';
import { readCommandLine } from '../../../src/topology/found/command-line';
import { readConfiguration } from '../../../src/topology/found/configuration';
import { row } from './servers';

describe('a command line', () => {
  const plain = {
    isServer: true,
    sentinel: false,
    several: false,
    configFile: undefined,
    options: '',
  };
  it.each([
    ['docker-entrypoint.sh redis-server', plain],
    ['docker-entrypoint.sh redis-server -', plain],
    [
      'docker-entrypoint.sh redis-server /etc/r.conf --port 7000 --port 7001',
      { ...plain, configFile: '/etc/r.conf', options: 'port "7000"\nport "7001"' },
    ],
    ['/usr/bin/valkey-server --requirepass x', { ...plain, options: 'requirepass "x"' }],
    ['redis-sentinel /s.conf', { ...plain, sentinel: true, configFile: '/s.conf' }],
    [
      'redis-server s.conf --sentinel',
      { ...plain, sentinel: true, configFile: 's.conf', options: 'sentinel' },
    ],
    ['node server.js', { ...plain, isServer: false }],
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
      options: 'requirepass "secret"\nport "6400"',
    });
  });

  it.each([
    ['redis-server --port 7000 & redis-server --port 7001', true],
    ['for p in 7000 7001; do redis-server --port $p; done', true],
    ['redis-server --daemonize yes; sleep 9', true],
    ['echo x && exec redis-server', false],
  ])('%s may start several: %s', (script, several) => {
    expect(readCommandLine(['sh', '-c', script]).several).toBe(several);
  });
});

describe('a configuration', () => {
  it('means what stands there last, quotes and all', () => {
    const read = readConfiguration('PORT 1\n# port 2\nport "6400"\nreplicaof "a b" 6379\nport\n');
    expect(read).toMatchObject({ port: undefined, follows: { ip: 'a b', port: 6379 } });
    expect(readConfiguration('port 1\nport 6400').port).toBe(6400);
    expect(readConfiguration('port 0').port).toBeUndefined();
    expect(readConfiguration('cluster-enabled yes\ndir /d').clusterFile).toBe('nodes.conf');
    expect(readConfiguration('cluster-config-file x').clusterFile).toBeUndefined();
    expect(readConfiguration('sentinel monitor m h 6379 2').monitors).toEqual([
      { name: 'm', ip: 'h', port: 6379 },
    ]);
  });

  it.each([
    ['requirepass "a \\"b"', { password: 'a "b' }],
    ['requirepass ""', undefined],
    ['user default on >p ~* +@all', { password: 'p' }],
    ['user default off\nrequirepass x\nuser adm on >p ~* +@all', { user: 'adm', password: 'p' }],
    ['user adm off >p +@all', undefined],
    ['user adm on #0123 +@all', undefined],
    ['user reader on >p +@read\nmasteruser repl\nmasterauth q', { user: 'repl', password: 'q' }],
    ['masterauth q', undefined],
    ['sentinel sentinel-user s\nsentinel sentinel-pass q', { user: 's', password: 'q' }],
  ])('%s lets in %j', (content, login) => {
    expect(readConfiguration(content).login).toEqual(login);
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
