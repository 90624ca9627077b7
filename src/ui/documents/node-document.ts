import { describeNode } from '../../model/describe';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { nodeAt } from '../../model/structure';
import { type Text, text } from '../../model/text';
import { clusterSection } from './cluster-section';
import { configSection } from './config-section';
import { containerSections } from './container-sections';
import { type Document, note, type Section } from './document';
import type { NodeFindings, ServerFound } from './node-findings';
import { type NameOf, replicationSection } from './replication-section';
import { sentinelSections } from './sentinel-sections';
import { keyspaceSection, memorySection, persistenceSection, serverSection } from './server-sections';
import { stamp } from './times';

/** Everything that is known of a node, as a document. What could not be found out says why, in its place. */
export function nodeDocument(
  node: NodeSnapshot,
  topology: TopologySnapshot,
  { at, container, server, file }: NodeFindings,
): Document {
  const nameOf: NameOf = (ip, port) => nodeAt(topology, ip, port)?.name;
  return {
    heading: node.container.name,
    lead: [
      text('{0} · {1}', topology.name, describeNode(node, topology)),
      ...tlsLead(node, topology),
      text('As of {0}. Inspect the node again to read it anew.', stamp(at)),
    ],
    sections: [
      ...(container.kind === 'known'
        ? containerSections(container.value)
        : [{ title: text('Container'), parts: [note(container.why)] }]),
      ...(server.kind === 'known'
        ? serverSections(server.value, nameOf)
        : [{ title: text('Server'), parts: [note(server.why)] }]),
      configSection(
        file,
        server.kind === 'known' && server.value.kind === 'data' ? server.value.config : undefined,
      ),
    ],
  };
}

function tlsLead(node: NodeSnapshot, { spec }: TopologySnapshot): Text[] {
  if (spec?.tls)
    return [text('Speaks nothing but TLS, with a certificate from the topology’s own authority.')];
  if (node.tls === undefined) return [];
  const known = text('Spoken to over TLS, and known by the certificates that its own configuration names.');
  return node.tls === 'mutual' ? [known, text('It wants a certificate of its clients too.')] : [known];
}

function serverSections(server: ServerFound, nameOf: NameOf): Section[] {
  const { info } = server;
  if (server.kind === 'sentinel') {
    const tilt = info.get('sentinel_tilt') === '1';
    return [serverSection(info), ...sentinelSections(server.myId, tilt, server.views, nameOf)];
  }
  return [
    serverSection(info),
    replicationSection(info, nameOf),
    ...(server.cluster ? [clusterSection(server.cluster, nameOf)] : []),
    memorySection(info),
    persistenceSection(info),
    keyspaceSection(info),
  ];
}
