import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

type Answer = string | number | Answer[] | { readonly error: string };

/** A server that speaks RESP and answers what a function says: for servers that cannot be had here. */
export class FakeRedis {
  readonly commands: string[][] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  /** @param answer to each command, its words as sent */
  constructor(answer: (command: readonly string[]) => Answer) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      let unread = '';
      socket.on('data', (data) => {
        unread += data.toString('latin1');
        for (let parsed = parse(unread); parsed; parsed = parse(unread)) {
          unread = unread.slice(parsed.length);
          this.commands.push(parsed.words);
          socket.write(encode(answer(parsed.words)));
        }
      });
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

/** One whole command at the start of a text, with its length; undefined while it is not there. */
function parse(text: string): { words: string[]; length: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return undefined;
  const words: string[] = [];
  let at = head[0].length;
  for (let i = 0; i < Number(head[1]); i++) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (!size) return undefined;
    const from = at + size[0].length;
    at = from + Number(size[1]) + 2;
    if (text.length < at) return undefined;
    words.push(text.slice(from, at - 2));
  }
  return { words, length: at };
}

function encode(answer: Answer): string {
  if (typeof answer === 'number') return `:${answer}\r\n`;
  if (typeof answer === 'string') return `$${Buffer.byteLength(answer)}\r\n${answer}\r\n`;
  if (Array.isArray(answer)) return `*${answer.length}\r\n${answer.map(encode).join('')}`;
  return `-${answer.error}\r\n`;
}
