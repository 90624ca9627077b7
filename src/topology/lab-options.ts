import type { Endpoint } from '../docker/endpoint';
import type { Log } from '../model/log';
import type { ContainerSettings } from './container-settings';
import type { DiscoverySettings } from './found/discovery-settings';
import type { Secrets } from './found/passwords';
import type { Lab } from './lab';

export interface LabOptions {
  /** Says which engine to use; asked again at each reconnect. */
  readonly endpoint: () => Promise<Endpoint>;
  readonly log: Log;
  readonly now?: () => number;
  /** ms between two rounds of asking the nodes; default 1000. */
  readonly intervalMs?: () => number;
  /** Whether topologies that we did not make are looked for; unless said otherwise they are not. */
  readonly discovery?: () => DiscoverySettings;
  /** What is wanted of every container that is made; asked anew each time. */
  readonly containers?: () => ContainerSettings;
  /** Where passwords that the user typed are kept. */
  readonly secrets?: Secrets;
  /** The labs of the other engines in this window. */
  readonly beside?: () => readonly Lab[];
}

export const NO_DISCOVERY: DiscoverySettings = { enabled: false, ignore: [] };
