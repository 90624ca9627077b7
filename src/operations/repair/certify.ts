import { inspectContainer } from '../../docker/containers';
import { putFiles } from '../../docker/files';
import { Failure } from '../../model/failure';
import { DATA_DIR } from '../../model/plan';
import type { CertifyStep } from '../../model/repair/step';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { READ_CERTIFICATES, tlsFiles } from '../../model/tls/tls-files';
import type { Lab } from '../../topology/lab';
import { restartNodes } from '../node-lifecycle';
import { SERVER_GID, SERVER_UID } from '../server-user';
import { issuerOf } from '../tls/issuer-of';
import type { Work } from '../work';
import { tell } from './tell';

/** Of a node that is given no key of the authority: who has it keeps it. */
const NO_INDEX = -1;

/**
 * Puts a new certificate into a node's volume, for every address that its container has, and lets the server take it.
 * Until then it goes by the old one.
 * @throws Failure, Cancelled
 */
export async function certify(
  lab: Lab,
  topology: TopologySnapshot,
  step: CertifyStep,
  work: Work,
): Promise<void> {
  const node = topology.nodes.find((n) => n.id === step.node.id);
  if (!node) throw new Failure(text('There is no node {0} any more.', step.node.name));
  const engine = await lab.connect();
  const { id, name: container, ip } = node.container;
  const { NetworkSettings } = await inspectContainer(engine, id);
  const addresses = Object.values(NetworkSettings.Networks ?? {})
    .flatMap((network) => [network?.IPAddress, network?.IPAMConfig?.IPv4Address])
    .filter((address): address is string => Boolean(address));
  const issuer = await issuerOf(lab, topology, work.signal, addresses);
  const whom = { container, name: node.name, address: ip ?? addresses[0] ?? '127.0.0.1', index: NO_INDEX };
  const files = tlsFiles(whom, issuer).map(({ name: path, content }) => ({
    path,
    content,
    mode: 0o600,
    uid: SERVER_UID,
    gid: SERVER_GID,
  }));
  await putFiles(engine, id, DATA_DIR, files, { signal: work.signal });
  if (step.how === 'restart') await restartNodes(lab, [node.id], work);
  if (step.how === 'reload')
    await tell(lab, topology.id, { ...step, kind: 'tell', commands: [READ_CERTIFICATES] });
}
