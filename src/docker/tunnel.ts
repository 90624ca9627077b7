import type { Duplex } from 'node:stream';
import type { Engine } from './engine';
import { type ExecStreamOptions, openExec } from './exec-stream';

/**
 * A connection to a port of a container, through the engine: needs no published port and no route to the container,
 * and works over any connection to the engine. Uses the container's `nc`, or else its bash. That nobody listens
 * there shows as an error of the stream, in the words of that program.
 * @throws Failure when the container does not run; Cancelled.
 */
export function openTunnel(
  engine: Engine,
  containerId: string,
  port: number,
  options: ExecStreamOptions = {},
): Promise<Duplex> {
  return openExec(engine, containerId, ['sh', '-c', tunnelScript(port)], options);
}

/** Finds the program and becomes it, so that one exec suffices. */
export function tunnelScript(port: number): string {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`not a port: ${port}`);
  // Background jobs get /dev/null as their input unless it is given to them; whichever direction ends first ends both.
  const bash = [
    `exec 3<>/dev/tcp/127.0.0.1/${port} 4<&0 || exit 1`,
    'cat <&3 & cat <&4 >&3 & wait -n',
    'kill $(jobs -p) 2>/dev/null; wait',
  ].join('; ');
  return `command -v nc >/dev/null 2>&1 && exec nc 127.0.0.1 ${port}; exec bash -c '${bash}'`;
}
