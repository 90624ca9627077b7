import { createServer } from 'node:net';
import type Dockerode from 'dockerode';
import { text } from '../model/text';
import type { Engine } from './engine';
import { isNotFound } from './engine-failure';
import { request } from './request';

/** How many containers are looked at together. */
const TOGETHER = 8;

/**
 * The host ports that any container of the engine publishes, stopped ones included: they will want them again.
 * @throws Failure, Cancelled.
 */
export function takenPorts(engine: Engine, signal?: AbortSignal): Promise<Set<number>> {
  const what = text('The ports in use on "{0}" could not be found out', engine.name);
  const ask = async (abortSignal: AbortSignal): Promise<Set<number>> => {
    const containers = await engine.docker.listContainers({ all: true, abortSignal });
    const ports = new Set<number>();
    for (const port of containers.flatMap((container) => container.Ports ?? [])) ports.add(port.PublicPort);
    // The list tells the ports of running containers only.
    const stopped = containers.filter(({ State }) => State !== 'running' && State !== 'paused');
    for (let at = 0; at < stopped.length; at += TOGETHER) {
      const some = stopped.slice(at, at + TOGETHER);
      const wanted = await Promise.all(some.map(({ Id }) => wantedPorts(engine, Id, abortSignal)));
      for (const port of wanted.flat()) ports.add(port);
    }
    ports.delete(0);
    return ports;
  };
  return request(engine, what, ask, { signal });
}

async function wantedPorts(engine: Engine, id: string, abortSignal: AbortSignal): Promise<number[]> {
  try {
    const info = await engine.docker.getContainer(id).inspect({ abortSignal });
    const bindings: Partial<Dockerode.PortMap> = info.HostConfig.PortBindings ?? {};
    const ports = Object.values(bindings).flatMap((hosts) =>
      (hosts ?? []).map(({ HostPort }) => Number(HostPort)),
    );
    return ports.filter((port) => port > 0);
  } catch (error) {
    // Removed since it was listed.
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** Whether a TCP port of this machine can be bound, on loopback and on every address. For local engines only. */
export async function isHostPortFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    if (!(await canBind(port, host))) return false;
  }
  return true;
}

function canBind(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      // EACCES: below 1024 it is the engine that binds, with more rights than ours; it will say so if it cannot.
      if (code === 'EADDRINUSE') resolve(false);
      else if (code === 'EACCES' || code === 'EADDRNOTAVAIL') resolve(true);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
