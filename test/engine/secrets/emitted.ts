import { readdirSync, readFileSync } from 'node:fs';
import { LABEL } from '../../../src/docker/labels';
import { CLIENTS } from '../../../src/model/clients/clients';
import { environmentOf } from '../../../src/model/clients/environment';
import { wayIn } from '../../../src/model/clients/way-in';
import { composeFiles } from '../../../src/model/export/compose';
import { shellScript } from '../../../src/model/export/shell-script';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { specToRepeat } from '../../../src/model/topology-file/spec-to-repeat';
import { topologyFile } from '../../../src/model/topology-file/topology-file';
import { blueprintNow } from '../../../src/operations/export-topology';
import { verifyTopology } from '../../../src/operations/verify';
import { markdownText } from '../../../src/ui/documents/markdown-text';
import { nodeDocument } from '../../../src/ui/documents/node-document';
import { readNode } from '../../../src/ui/documents/read-node';
import { verifyDocument } from '../../../src/ui/documents/verify-document';
import { type Bed, work } from '../topology/bed';

/** What the engine tells of a topology: its containers, their logs and processes, its volumes and networks. */
export async function toldByEngine(bed: Bed, topologyId: string): Promise<string[]> {
  const { docker } = await bed.engine();
  const filters = { label: [`${LABEL.topology}=${topologyId}`] };
  const containers = await docker.listContainers({ all: true, filters });
  const each = containers.map(async ({ Id, State }) => {
    const container = docker.getContainer(Id);
    const logs = await container.logs({ stdout: true, stderr: true, follow: false });
    const top = State === 'running' ? await container.top({ ps_args: 'auxe' }) : {};
    return [JSON.stringify(await container.inspect()), logs.toString('utf8'), JSON.stringify(top)];
  });
  return [
    JSON.stringify(containers),
    ...(await Promise.all(each)).flat(),
    JSON.stringify(await docker.listVolumes({ filters })),
    JSON.stringify(await docker.listNetworks({ filters })),
  ];
}

/** The command line and the environment of every process on this machine, containers' too. */
export function processes(): string[] {
  const read = (pid: string, file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
    } catch {
      // It ended meanwhile, or is none of ours to read.
      return '';
    }
  };
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => [read(pid, 'cmdline'), read(pid, 'environ')]);
}

/** What a user can copy, export or save of a topology without asking for secrets. */
export async function givenAway(bed: Bed, topology: TopologySnapshot): Promise<string[]> {
  const login = await bed.lab.credentials.loginOf(topology.id, 'app');
  const blueprint = await blueprintNow(bed.lab, topology.id, new AbortController().signal);
  const files = composeFiles(blueprint, undefined, () => '0'.repeat(40), undefined);
  const ways = (['host', 'containers'] as const).map((place) => wayIn(topology, place, login !== undefined));
  return [
    ...files.map((file) => file.content),
    shellScript(blueprint, render),
    ...ways.flatMap((way) => [
      ...CLIENTS.map((client) => client.code(way)),
      JSON.stringify(environmentOf(way)),
    ]),
    topologyFile(specToRepeat(topology)),
    JSON.stringify(topology),
  ];
}

/** The documents of every node, and the report of Verify. */
export async function documents(bed: Bed, topology: TopologySnapshot): Promise<string[]> {
  const nodes = topology.nodes.map(async (node) =>
    markdownText(nodeDocument(node, topology, await readNode(bed.lab, node)), (text) => render(text)),
  );
  const checks = await verifyTopology(bed.lab, topology.id, work());
  return [
    ...(await Promise.all(nodes)),
    markdownText(verifyDocument(topology.name, checks, bed.lab.now()), (text) => render(text)),
  ];
}
