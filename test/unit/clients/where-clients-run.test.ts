import { describe, expect, test } from 'vitest';
import { readSpec } from '../../../src/docker/spec-label';
import { redisConf } from '../../../src/model/server-config';
import { parseServerVersion } from '../../../src/model/server-version';
import { type ClusterSpec, defaultSpec, type Spec } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { announceCommands } from '../../../src/operations/clients/announce';
import { optionRows } from '../../../src/ui/wizard/option-rows';
import { summary } from '../../../src/ui/wizard/summary';

const server = parseServerVersion('Redis server v=8.0.2');
const spec = (clients?: ClusterSpec['clients']): Spec =>
  ({ ...defaultSpec('cluster', 'c', 'redis:8.0'), ...(clients && { clients }) }) as Spec;

const conf = (of: Spec): string => {
  if (!server) throw new Error('no version');
  return redisConf(of, 7000, {}, server);
};

describe('a cluster for clients on this machine', () => {
  test('starts with what Where Do Your Clients Run? would set', () => {
    const set = announceCommands('host').filter(([, word]) => word === 'SET');
    expect(set.length).toBe(2);
    for (const [, , name, value] of set) expect(conf(spec('host'))).toContain(`\n${name} ${value}\n`);
  });

  test('is one only when it was asked for', () => {
    for (const of of [spec(), spec('containers')]) expect(conf(of)).not.toContain('announce');
  });

  test('is known again by its label', () => {
    expect(readSpec(JSON.stringify(spec('host')), 'cluster')).toEqual(spec('host'));
    expect(readSpec(JSON.stringify({ ...spec(), clients: 'moon' }), 'cluster')).toBeUndefined();
  });

  test('is what the wizard says that it will make', () => {
    const row = (of: Spec) => optionRows(of).find(({ id }) => id === 'clients');
    expect(render(row(spec('host'))?.value ?? { key: '', args: [] })).toBe('clients on this machine');
    expect(render(row(spec())?.value ?? { key: '', args: [] })).toBe('clients in containers');
    expect(row(defaultSpec('sentinel', 's', 'redis:8.0'))).toBeUndefined();
    expect(render(summary(spec('host')))).toContain('clients on this machine');
    expect(render(summary(spec()))).not.toContain('clients');
  });
});
