import type Dockerode from 'dockerode';
import { describe, expect, it } from 'vitest';
import { likeness } from '../../../src/docker/container-likeness';

/** A sentinel in the host's network whose file is mounted by itself, as `docker inspect` shows it. */
const old = {
  Id: 'abcdef0123456789',
  Name: '/s',
  Config: {
    Hostname: 'abcdef012345',
    Image: 'redis',
    Cmd: ['redis-sentinel', '/etc/s.conf'],
    Entrypoint: ['docker-entrypoint.sh'],
    Env: ['A=b'],
    Labels: { mine: 'yes' },
    ExposedPorts: { '6379/tcp': {} },
  },
  HostConfig: { NetworkMode: 'net', Binds: ['/home/me/s.conf:/etc/s.conf', 'named:/other:ro'], Memory: 5 },
  Mounts: [
    { Type: 'bind', Source: '/home/me/s.conf', Destination: '/etc/s.conf' },
    { Type: 'volume', Name: 'named', Destination: '/other' },
    { Type: 'volume', Name: 'f00', Destination: '/data' },
  ],
  NetworkSettings: {
    Networks: {
      bridge: { IPAddress: '172.17.0.9' },
      net: { IPAddress: '10.1.0.9', IPAMConfig: null, Aliases: ['abcdef012345', 'called'] },
    },
  },
} as unknown as Dockerode.ContainerInspectInfo;

describe('a container in the place of another', () => {
  it('is the same in everything, unnamed volumes included, but for its own id as a name', () => {
    const { Hostname, HostConfig, NetworkingConfig, Env, Labels, Cmd } = likeness(old, {});
    expect(Hostname).toBeUndefined();
    expect({ Env, Labels, Cmd }).toEqual({ Env: ['A=b'], Labels: { mine: 'yes' }, Cmd: old.Config.Cmd });
    expect(HostConfig).toMatchObject({
      Memory: 5,
      Binds: old.HostConfig.Binds,
      Mounts: [{ Type: 'volume', Source: 'f00', Target: '/data' }],
    });
    expect(NetworkingConfig?.EndpointsConfig).toEqual({ net: { Aliases: ['called'] } });
  });

  it('loses a mounted file, gets a volume, and its command names the new place', () => {
    const { HostConfig, Cmd } = likeness(old, {
      replaceArguments: new Map([['/etc/s.conf', '/data/sentinel.conf']]),
      unmount: '/etc/s.conf',
      volume: { name: 'new', target: '/data' },
    });
    expect(Cmd).toEqual(['redis-sentinel', '/data/sentinel.conf']);
    expect(HostConfig?.Binds).toEqual(['named:/other:ro']);
    expect(HostConfig?.Mounts).toEqual([{ Type: 'volume', Source: 'new', Target: '/data' }]);
  });

  it('keeps its present address, and publishes a port, when that is wanted', () => {
    const { HostConfig, NetworkingConfig, ExposedPorts } = likeness(old, {
      fixedAddress: true,
      publish: { port: 7000, hostIp: '127.0.0.1' },
    });
    expect(NetworkingConfig?.EndpointsConfig?.net).toEqual({
      Aliases: ['called'],
      IPAMConfig: { IPv4Address: '10.1.0.9' },
    });
    expect(HostConfig?.PortBindings).toEqual({ '7000/tcp': [{ HostIp: '127.0.0.1', HostPort: '7000' }] });
    expect(Object.keys(ExposedPorts ?? {})).toEqual(['6379/tcp', '7000/tcp']);
  });
});
