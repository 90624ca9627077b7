import type { NodeSnapshot, TopologySnapshot } from '../src/model/snapshot';

/** "Valkey 9.1.2"; undefined while the node does not answer. */
export function serverVersion({ answer }: NodeSnapshot): string | undefined {
  if (answer.kind !== 'data' && answer.kind !== 'sentinel') return undefined;
  return `${answer.server.product === 'valkey' ? 'Valkey' : 'Redis'} ${answer.server.version}`;
}

/** The versions of all that answer: one as a rule, several in the middle of an upgrade. */
export function serverVersions(snapshot: TopologySnapshot): string {
  return [...new Set(snapshot.nodes.map(serverVersion).filter((v) => v !== undefined))].join(', ');
}
