import type { Readable } from 'node:stream';

/** A line that is not JSON, where JSON was due. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
  constructor(readonly line: string) {
    super(`the engine sent what is not JSON: ${line.slice(0, 200)}`);
  }
}

/** A longer line is no JSON message of any engine; without an end it would fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * The JSON values of a stream, one a line; empty lines are skipped, the last line needs no newline. Leaving the loop
 * destroys the stream.
 * @throws NotJson, and whatever ends the stream before its end (a destroyed stream is not a finished one).
 */
export async function* readNdjson(stream: Readable): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true });
    let from = 0;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
      const line = rest.slice(from, end).trim();
      from = end + 1;
      if (line) yield parse(line);
    }
    rest = rest.slice(from);
    if (rest.length > LONGEST_LINE) throw new NotJson(rest);
  }
  const last = (rest + decoder.decode()).trim();
  if (last) yield parse(last);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // What JSON.parse says of the place helps nobody; the line itself does.
    throw new NotJson(line);
  }
}
