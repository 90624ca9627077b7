import type { TopologySnapshot } from '../model/snapshot';

/** A text that changes when something did that makes evidence old: containers, roles, links, open or missing slots. */
export function evidenceMark({ nodes }: TopologySnapshot): string {
  return nodes
    .map(({ container, answer }) => {
      const place = `${container.id} ${container.state}`;
      if (answer.kind === 'sentinel') return `${place} ${answer.server.runId} ${answer.views.length}`;
      if (answer.kind !== 'data') return `${place} ${answer.kind}`;
      const { replication, server, cluster } = answer;
      const link = replication.role === 'replica' ? replication.link : '';
      const slots = cluster ? `${cluster.slotsAssigned} ${cluster.open.map((o) => o.slot).join()}` : '';
      return `${place} ${server.runId} ${replication.role} ${link} ${slots}`;
    })
    .join('\n');
}
