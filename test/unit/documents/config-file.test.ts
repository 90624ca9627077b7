import { describe, expect, test } from 'vitest';
import { changedSince, linesThatSay } from '../../../src/ui/documents/config-file';
import { MASK, maskCommand, maskLine } from '../../../src/ui/documents/mask';

const file = `# comment
port 7000

maxmemory 64mb
dir "/data"
save 900 1 300 10
client-output-buffer-limit replica 256mb 64mb 60
requirepass "s3cret word"
`;

describe('secrets', () => {
  test.each([
    ['requirepass s3cret', `requirepass ${MASK}`],
    ['masterauth "s3 cret"', `masterauth ${MASK}`],
    ['PRIMARYAUTH s3cret', `PRIMARYAUTH ${MASK}`],
    ['sentinel auth-pass orders s3cret', `sentinel auth-pass orders ${MASK}`],
    ['SENTINEL AUTH-PASS orders s3cret', `SENTINEL AUTH-PASS orders ${MASK}`],
    ['sentinel sentinel-pass s3cret', `sentinel sentinel-pass ${MASK}`],
    ['user default on >s3cret #abc ~* +@all', `user default on >${MASK} #${MASK} ~* +@all`],
    ['user ann on ">s3 cret" ~*', `user ann ${MASK}`],
    ['tls-key-file-pass s3cret', `tls-key-file-pass ${MASK}`],
    ['rename-command CONFIG s3cret', `rename-command CONFIG ${MASK}`],
  ])('%s is masked', (line, masked) => expect(maskLine(line)).toBe(masked));

  test.each(['requirepass ""', 'masteruser ann', 'sentinel monitor orders 10.0.0.2 7000 2', 'hz 10'])(
    '%s holds none',
    (line) => expect(maskLine(line)).toBe(line),
  );

  test('nor are they shown in a container’s command', () => {
    const commands = [
      ['redis-server', '--requirepass', 's3cret', '--port', '7000'],
      ['redis-cli', '-a', 's3cret', 'ping'],
      ['sh', '-c', 'exec redis-server --masterauth "s3cret" --requirepass=s3cret --port 7000'],
      ['sh', '-c', 'exec redis-server --tls-client-key-file-pass s3cret --tls-port 7000'],
    ];
    for (const command of commands) {
      expect(maskCommand(command)).not.toContain('s3cret');
      expect(maskCommand(command)).toMatch(/ping|7000/);
    }
    expect(maskCommand(['redis-server', '/data/redis.conf'])).toBe('redis-server /data/redis.conf');
  });
});

test('a file’s comments and empty lines say nothing', () => {
  expect(linesThatSay(file)).toEqual([
    'port 7000',
    'maxmemory 64mb',
    'dir "/data"',
    'save 900 1 300 10',
    'client-output-buffer-limit replica 256mb 64mb 60',
    `requirepass ${MASK}`,
  ]);
});

describe('changes since', () => {
  const same = new Map([
    ['port', '7000'],
    ['maxmemory', String(64 * 1024 ** 2)],
    ['dir', '/data'],
    ['save', '900 1 300 10'],
    ['client-output-buffer-limit', 'normal 0 0 0 replica 268435456 67108864 60 pubsub 0 0 0'],
    ['requirepass', 's3cret word'],
    ['maxclients', '10000'],
    ['unheard-of', '7'],
  ]);

  test('the same in other words is no change', () => expect(changedSince(file, same)).toEqual([]));

  test('a change of what the file says, and of a known default, is told', () => {
    const running = new Map([...same, ['maxmemory', '100'], ['maxclients', '50']]);
    expect(changedSince(file, running)).toEqual([
      { directive: 'maxmemory', inFile: true, expected: '64mb', running: '100' },
      { directive: 'maxclients', inFile: false, expected: '10000', running: '50' },
    ]);
  });

  test('a changed password is told without either of them', () => {
    const [change] = changedSince(file, new Map([...same, ['requirepass', 'other']]));
    expect(change).toEqual({ directive: 'requirepass', inFile: true, expected: MASK, running: MASK });
  });
});
