import { homedir } from 'node:os';
import { resolveEndpoint } from '../../src/docker/endpoint';
import { shortId } from '../../src/model/format';
import { silentLog } from '../../src/model/log';
import type { TopologySnapshot } from '../../src/model/snapshot';
import { defaultSpec } from '../../src/model/spec';
import { observedRole } from '../../src/model/structure';
import { render } from '../../src/model/text';
import { createTopology } from '../../src/operations/create';
import { removeTopology } from '../../src/operations/remove';
import { Lab } from '../../src/topology/lab';
import { choosePorts } from '../../src/topology/ports';
import type { Say } from './say';

/** One node of the sample topology, as `npm start` lists it. */
export interface SampleRow {
  readonly name: string;
  /** Host and port to connect to from this machine. */
  readonly address: string;
  readonly port: number;
  readonly role: string;
  readonly containerId: string;
}

const NAME = 'sample';

/** What the sample's own row in the tree says (label and description) once it is healthy. */
export const healthySampleRow = /^sample\b.*2 of 2 replicas in sync.*3 of 3 sentinels agree/;

/** The extension's own lab on the engine that `docker` uses, for as long as `act` takes. */
async function withLab<T>(act: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = new Lab({
    endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
    log: silentLog,
  });
  try {
    await lab.refresh();
    return await act(lab);
  } finally {
    lab.dispose();
  }
}

const sampleIn = (lab: Lab): TopologySnapshot | undefined =>
  lab.store.topologies.find((t) => t.name === NAME);

/**
 * Makes the sample Sentinel topology with the extension's own code, or takes the one that an earlier
 * `npm start -- --keep` left, and returns its nodes.
 */
export function makeSample(image: string, say: Say): Promise<SampleRow[]> {
  return withLab(async (lab) => {
    if (sampleIn(lab)) {
      say('the sample topology is there already');
    } else {
      const spec = await choosePorts(await lab.connect(), defaultSpec('sentinel', NAME, image));
      await createTopology(
        lab,
        spec,
        {},
        { signal: new AbortController().signal, step: (what) => say(`sample: ${render(what)}`) },
      );
      await lab.refresh();
    }
    return (sampleIn(lab)?.nodes ?? []).map((n) => ({
      name: n.name,
      address: `127.0.0.1:${n.container.publishedPort ?? '-'}`,
      port: n.port,
      role: observedRole(n) ?? n.container.status,
      containerId: shortId(n.container.id),
    }));
  });
}

/** Removes the sample topology: containers, network, volumes. Does nothing when there is none. */
export function removeSample(): Promise<void> {
  return withLab(async (lab) => {
    const sample = sampleIn(lab);
    if (sample) await removeTopology(lab, sample.id, { signal: new AbortController().signal, step() {} });
  });
}
