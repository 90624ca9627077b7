import { Failure } from '../model/failure';
import { text } from '../model/text';
import type { Engine } from './engine';
import { engineWords } from './engine-failure';
import { request } from './request';
import { shortId } from './short-id';

/** How engines say that a container cannot have the address that was asked for. */
const NOT_THAT_ADDRESS = /user specified IP|user configured subnets|Address already in use|IP address/i;

/**
 * Lets a container join a network; it runs on meanwhile. One that is in it already is fine.
 * @param address one that it shall have there; where that cannot be, the engine chooses
 * @throws Failure, Cancelled
 */
export async function connectNetwork(
  engine: Engine,
  containerId: string,
  network: string,
  address?: string,
  signal?: AbortSignal,
): Promise<void> {
  const what = text('Container {0} could not join network {1}', shortId(containerId), network);
  const ask = async (abortSignal: AbortSignal): Promise<void> => {
    const wish = address === undefined ? {} : { EndpointConfig: { IPAMConfig: { IPv4Address: address } } };
    const options = { Container: containerId, ...wish, abortSignal };
    await engine.docker.getNetwork(network).connect(options);
  };
  try {
    await request(engine, what, ask, { signal });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (/already exists in network/.test(engineWords(error))) return;
    if (address === undefined || !NOT_THAT_ADDRESS.test(engineWords(error))) throw error;
    await connectNetwork(engine, containerId, network, undefined, signal);
  }
}
