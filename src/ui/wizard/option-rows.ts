import type { Spec } from '../../model/spec';
import { dataNodeCount } from '../../model/spec';
import { type Text, text } from '../../model/text';
import {
  describeAuth,
  describeClients,
  describeExtra,
  describeMemory,
  describePersistence,
  describeTime,
  portRange,
} from './summary';

export type OptionId =
  | 'firstPort'
  | 'firstSentinelPort'
  | 'password'
  | 'tls'
  | 'persistence'
  | 'maxmemoryMb'
  | 'nodeTimeoutMs'
  | 'clients'
  | 'downAfterMs'
  | 'failoverTimeoutMs'
  | 'parallelSyncs'
  | 'extraConfig';

export interface OptionRow {
  readonly id: OptionId;
  readonly label: Text;
  /** What it is set to now. */
  readonly value: Text;
}

/** The options that a spec of this shape has, each with its present value. */
export function optionRows(spec: Spec): OptionRow[] {
  return [
    {
      id: 'firstPort',
      label: text('First port'),
      value: said(portRange(spec.firstPort, dataNodeCount(spec))),
    },
    ...sentinelPortRow(spec),
    {
      id: 'password',
      label: text('Password'),
      value: authValue(spec),
    },
    { id: 'tls', label: text('TLS'), value: spec.tls ? text('only TLS') : text('none') },
    { id: 'persistence', label: text('Persistence'), value: describePersistence(spec.persistence) },
    { id: 'maxmemoryMb', label: text('Memory limit'), value: describeMemory(spec) },
    ...timeRows(spec),
    { id: 'extraConfig', label: text('Configuration lines'), value: describeExtra(spec) },
  ];
}

function authValue(spec: Spec): Text {
  if (spec.auth === 'users') return describeAuth(spec);
  return spec.auth === 'password' ? text('set') : text('none');
}

function sentinelPortRow(spec: Spec): OptionRow[] {
  if (spec.shape !== 'sentinel') return [];
  const value = said(portRange(spec.firstSentinelPort, spec.sentinels));
  return [{ id: 'firstSentinelPort', label: text('First sentinel port'), value }];
}

function timeRows(spec: Spec): OptionRow[] {
  switch (spec.shape) {
    case 'replication':
      return [];
    case 'cluster':
      return [
        { id: 'nodeTimeoutMs', label: text('Node timeout'), value: said(describeTime(spec.nodeTimeoutMs)) },
        { id: 'clients', label: text('Clients'), value: describeClients(spec) },
      ];
    case 'sentinel':
      return [
        { id: 'downAfterMs', label: text('Down after'), value: said(describeTime(spec.downAfterMs)) },
        {
          id: 'failoverTimeoutMs',
          label: text('Failover timeout'),
          value: said(describeTime(spec.failoverTimeoutMs)),
        },
        { id: 'parallelSyncs', label: text('Parallel syncs'), value: said(String(spec.parallelSyncs)) },
      ];
  }
}

/** Words that are the same in every language. */
function said(words: string): Text {
  return text('{0}', words);
}
