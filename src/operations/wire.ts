import { reasonOf } from '../model/failure';
import type { Log } from '../model/log';
import type { Spec } from '../model/spec';
import type { Member } from './member';
import { waitUntilUp } from './wait-until-up';
import { wireCluster } from './wire-cluster';
import { wireReplication } from './wire-replication';
import { wireSentinels } from './wire-sentinel';
import type { Work } from './work';

/** Makes the running servers into what the spec asks for. What is wired already is left as it is. */
export async function wire(
  members: readonly Member[],
  spec: Spec,
  password: string | undefined,
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
      return wireSentinels(members, spec, password, work);
    }
    case 'cluster':
      return wireCluster(members, spec, work);
  }
}
