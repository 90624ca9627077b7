/** All that is done with networks. */
export { hostAddresses } from './host-addresses';
export { type NetworkAddresses, networkAddresses } from './network-addresses';
export { connectNetwork } from './network-connect';
export { createTopologyNetwork, type TopologyNetwork } from './network-create';
export { listTopologyNetworks, type NetworkRow, removeNetwork } from './network-list';
