import { expect, test } from 'vitest';
import { wayIn } from '../../../src/model/clients/way-in';
import { nodeHealth } from '../../../src/model/node-health';
import type { Answer, TopologySnapshot } from '../../../src/model/snapshot';
import { speaksTls, wantsCertificates } from '../../../src/model/speaks-tls';
import { render, text } from '../../../src/model/text';
import { specToRepeat } from '../../../src/model/topology-file/spec-to-repeat';
import { foundCliCommand } from '../../../src/ui/cli-command';
import { topologyCapabilities } from '../../../src/ui/topology-actions';
import { master, observed, topology } from '../model/observed';

/** Made by somebody else: no spec says that it speaks TLS. */
const found = (tls: 'server' | 'mutual' | undefined): TopologySnapshot => ({
  ...topology('replication', [observed(0, master(), tls && { tls })]),
  origin: 'found',
});

test('what clients are told, exports and files follow from how its nodes are spoken to', () => {
  for (const tls of ['server', 'mutual', undefined] as const) {
    const snapshot = found(tls);
    expect(speaksTls(snapshot)).toBe(tls !== undefined);
    expect(wantsCertificates(snapshot)).toBe(tls === 'mutual');
    expect(wayIn(snapshot, 'host', false).tls).toBe(tls !== undefined);
    expect(specToRepeat(snapshot).tls).toBe(tls === undefined ? undefined : true);
    expect(topologyCapabilities(snapshot).includes('certified')).toBe(tls !== undefined);
  }
});

test('its redis-cli is given names of files, and no secret', () => {
  const own = { certificate: '/c.crt', key: '/c.key', passphrase: 's3cret' };
  const login = { user: 'ann', password: 's3cret' };
  const tls = { authority: '/ca.crt', own, mutual: true };
  const [node] = found('mutual').nodes;
  const command = node && foundCliCommand(node, true, { login, tls });
  const files = ['--tls', '--cacert', '/ca.crt', '--cert', '/c.crt', '--key', '/c.key'];
  expect(command?.slice(3)).toEqual(['redis-cli', '-p', '6379', '--user', 'ann', ...files, '-c']);
  expect(JSON.stringify(command)).not.toContain('s3cret');
});

test('where our part failed, what, why and what next are said', () => {
  const why = 'no such file';
  const failure = {
    what: text('TLS authority of {0} could not be read', 'n0'),
    why,
    next: text('Put it back.'),
  };
  const answer: Answer = { kind: 'unreachable', since: 1, reason: 'protocol', cause: 'x', failure };
  const node = observed(0, answer);
  expect(render(nodeHealth(node, topology('replication', [node])).sentence)).toBe(
    'TLS authority of n0 could not be read: no such file. Put it back.',
  );
});
