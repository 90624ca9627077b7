import { describe, expect, it } from 'vitest';
import { readText } from './project';

describe('the API for other extensions', () => {
  const types = readText('src/api/types.ts');
  const told = readText('docs/api.md');

  it('has types that can be copied: they import nothing', () => {
    expect(types).not.toMatch(/^\s*import\b|\brequire\(|\bimport\(/m);
  });

  it('is told in docs/api.md call by call, and no call is told that there is not', () => {
    const [, body = ''] = /export interface TopologyLabApi \{([\s\S]*?)\n\}/.exec(types) ?? [];
    const calls = [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name ?? '');
    expect(calls.length).toBeGreaterThan(5);
    for (const call of calls) expect(told).toContain(`\`${call}\``);
    for (const [, call = ''] of told.matchAll(/\blab\.(\w+)\(/g)) expect(calls).toContain(call);
  });
});
