import { rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';

const ENGINE = '/var/run/docker.sock';
const LISTS = /^(\/v[\d.]+)?\/(containers\/json|networks|volumes)(\?|$)/;

/** An engine on another socket that is this machine's own, but on which no container, network or volume is seen. */
export class EmptyEngine {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static start(socket: string): Promise<EmptyEngine> {
    const server = createServer((asked, answer) => {
      if (LISTS.test(asked.url ?? '')) {
        answer.setHeader('content-type', 'application/json');
        answer.end(/volumes/.test(asked.url ?? '') ? '{"Volumes":[],"Warnings":null}' : '[]');
        return;
      }
      const { method, url: path, headers } = asked;
      const passed = request({ socketPath: ENGINE, method, path, headers }, (found) => {
        answer.writeHead(found.statusCode ?? 502, found.headers);
        // Events are a stream whose first byte may be long in coming.
        answer.flushHeaders();
        found.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      answer.on('close', () => passed.destroy());
      asked.pipe(passed);
    });
    rmSync(socket, { force: true });
    return new Promise((done, fail) => {
      server.once('error', fail).listen(socket, () => done(new EmptyEngine(server)));
    });
  }

  stop(): Promise<void> {
    const stopped = new Promise<void>((done) => this.#server.close(() => done()));
    this.#server.closeAllConnections();
    return stopped;
  }
}
