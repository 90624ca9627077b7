import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContainerRow } from '../../../src/docker/container-row';
import { readEngineEvent } from '../../../src/docker/engine-event';
import { hostAddresses } from '../../../src/docker/host-addresses';
import { LABEL } from '../../../src/docker/labels';
import { sshArguments } from '../../../src/docker/ssh-stream';
import { tunnelScript } from '../../../src/docker/tunnel';

test('addresses leave out the network, the gateway and the broadcast', () => {
  const at = hostAddresses('172.18.0.0/16', '172.18.0.1');
  expect([at(0), at(1), at(253), at(254)]).toEqual([
    '172.18.0.2',
    '172.18.0.3',
    '172.18.0.255',
    '172.18.1.0',
  ]);
  const small = hostAddresses('10.0.0.8/29', '10.0.0.10');
  expect([0, 1, 2, 3, 4].map(small)).toEqual([
    '10.0.0.9',
    '10.0.0.11',
    '10.0.0.12',
    '10.0.0.13',
    '10.0.0.14',
  ]);
  expect(() => small(5)).toThrow(RangeError);
  expect(() => small(-1)).toThrow(RangeError);
  expect(hostAddresses('192.168.0.0/30', '192.168.0.2')(0)).toBe('192.168.0.1');
  for (const bad of ['fd00::/64', '1.2.3/8', '1.2.3.4', '1.2.3.4/33', '1.2.3.400/8']) {
    expect(() => hostAddresses(bad, '1.2.3.1')).toThrow(RangeError);
  }
});

test('ssh is never asked to ask, and a host cannot be an option', () => {
  expect(sshArguments('ssh://me@far:2222').join(' ')).toBe(
    '-T -o BatchMode=yes -o ConnectTimeout=15 -l me -p 2222 -- far docker system dial-stdio',
  );
  expect(sshArguments('ssh://far/run/x.sock').slice(-6)).toEqual([
    'far',
    'docker',
    '--host',
    'unix:///run/x.sock',
    'system',
    'dial-stdio',
  ]);
});

test('a tunnel goes to a port, and nothing else gets into its script', () => {
  expect(tunnelScript(6379)).toContain('nc 127.0.0.1 6379');
  for (const bad of [0, 65_536, 1.5, Number.NaN]) expect(() => tunnelScript(bad)).toThrow(RangeError);
});

test('events are read, garbage is not', () => {
  const attributes = { name: 'a', exitCode: '137', [LABEL.topology]: 't', [LABEL.node]: 'n' };
  const die = {
    Type: 'container',
    Action: 'die',
    Actor: { ID: 'c', Attributes: attributes },
    timeNano: 1.5e18,
  };
  expect(readEngineEvent(die)?.event).toEqual({
    action: 'die',
    containerId: 'c',
    containerName: 'a',
    topology: 't',
    node: 'n',
    exitCode: 137,
    at: 1.5e12,
  });
  const connect = {
    Type: 'network',
    Action: 'connect',
    Actor: { ID: 'n', Attributes: { container: 'c' } },
    time: 5,
  };
  expect(readEngineEvent(connect)?.event).toEqual({
    action: 'network connect',
    containerId: 'c',
    containerName: '',
    at: 5000,
  });
  fc.assert(fc.property(fc.anything(), (line) => readEngineEvent(line) === undefined));
  // Podman's words.
  for (const [said, means] of [
    ['died', 'die'],
    ['remove', 'destroy'],
  ])
    expect(readEngineEvent({ ...die, Action: said })?.event.action).toBe(means);
});

test('an entry of the list that lacks everything but an id is still a row', () => {
  const row = readContainerRow({ Id: 'abcdef', Created: 1, State: 'odd', Status: '' } as Parameters<
    typeof readContainerRow
  >[0]);
  expect(row).toMatchObject({ labels: undefined, rawLabels: {}, createdAt: 1000 });
  expect(row.facts).toMatchObject({ name: 'abcdef', state: 'dead', ip: undefined, publishedPort: undefined });
});
