import { Duplex } from 'node:stream';

/**
 * A Duplex that can stand where a TCP socket is expected: http.Agent and ioredis call these methods on it.
 * They do nothing here, as there is no TCP connection of ours to tune; who needs a bound sets its own timer.
 */
export class SocketLike extends Duplex {
  readonly connecting = false;

  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
