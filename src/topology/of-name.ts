import type { TopologySnapshot } from '../model/snapshot';
import type { Lab } from './lab';

/** The topology of ours that has a name; undefined when there is none. */
export const ofName = (lab: Lab, name: string): TopologySnapshot | undefined =>
  lab.store.topologies.find((topology) => topology.name === name && topology.origin === 'ours');
