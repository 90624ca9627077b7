/** All that is done with containers. */
export { type ContainerOptions, createContainer } from './container-create';
export {
  killContainer,
  pauseContainer,
  renameContainer,
  restartContainer,
  type StopOptions,
  startContainer,
  stopContainer,
  unpauseContainer,
} from './container-life';
export { inspectContainer, listAllContainers, listTopologyContainers } from './container-list';
export { removeContainer } from './container-remove';
export type { ContainerAddress, ContainerPort, ContainerRow } from './container-row';
