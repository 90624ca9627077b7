/** What is on an engine that a new topology's network, containers and volumes must not be called like. */
export interface InUse {
  readonly topologies: readonly string[];
  readonly networks: readonly string[];
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
}

/**
 * The topology names that cannot be given: those of topologies and networks, and those whose nodes would be called
 * like a container or volume that exists (`orders-7000` and `orders-sentinel-1` take `orders`).
 */
export function namesInUse({ topologies, networks, containers, volumes }: InUse): string[] {
  const owners = [...containers, ...volumes].flatMap((name) => {
    const owner = /^(.+?)-(?:sentinel-\d+|\d{4,5})$/.exec(name)?.[1];
    return owner === undefined ? [name] : [name, owner];
  });
  return [...new Set([...topologies, ...networks, ...owners])];
}
