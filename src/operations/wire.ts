import type { Engine } from '../docker/engine';
import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import type { Login } from '../model/secrets';
import type { ClusterSpec, Spec } from '../model/spec';
import { formByCommands } from './form-by-commands';
import type { Member } from './member';
import { ServerEnded, waitUntilUp } from './wait-until-up';
import { wireCluster } from './wire-cluster';
import { wireReplication } from './wire-replication';
import { wireSentinels } from './wire-sentinel';
import type { Work } from './work';

/**
 * Makes the running servers into what the spec asks for. What is wired already is left as it is.
 * @param sentinelLogin how sentinels log in to data nodes
 */
export async function wire(
  engine: Engine,
  members: readonly Member[],
  spec: Spec,
  sentinelLogin: Login | undefined,
  work: Work,
  log: Log,
): Promise<void> {
  switch (spec.shape) {
    case 'replication':
      return wireReplication(members, work);
    case 'sentinel': {
      // Sentinels come up meanwhile; whether they did is looked at when it is their turn.
      const sentinelsUp = Promise.all(
        members.filter((m) => m.role === 'sentinel').map((m) => waitUntilUp(m, work.signal)),
      );
      sentinelsUp.catch((error: unknown) => log.debug(`sentinels: ${reasonOf(error)}`));
      await wireReplication(members, work);
      await sentinelsUp;
      return wireSentinels(members, spec, sentinelLogin, work);
    }
    case 'cluster':
      return wireClusterOneWayOrOther(engine, members, spec, work, log);
  }
}

/** By prepared files; by commands where a server refuses them. */
async function wireClusterOneWayOrOther(
  engine: Engine,
  members: readonly Member[],
  spec: ClusterSpec,
  work: Work,
  log: Log,
): Promise<void> {
  try {
    await wireCluster(members, spec, work);
  } catch (error) {
    // Refusing shows in many ways, up to a crash of the server; if it was something else, it will show again.
    if (!(error instanceof ServerEnded)) throw error;
    log.warn(`${error.message}: forming the cluster by commands`);
    await formByCommands(engine, members, spec, work);
    await wireCluster(members, spec, work);
  }
}
