/** Which of a process's streams a piece came from; `plain`: the engine's own words, where a frame was due. */
export type Source = 'stdout' | 'stderr' | 'plain';

const HEADER = 8;

/** How engines (runc's, crun's) begin to say, on the program's own output, that they could not run it. */
const NOT_RUN = /^(OCI runtime exec failed|OCI runtime error|crun: |runc: )/;

/** Whether a program's first output is not its own but the engine's, which could not run it. */
export function saysNotRun(output: Buffer | string): boolean {
  return NOT_RUN.test(output.slice(0, 40).toString());
}

/**
 * Takes apart the engine's multiplexed stream: frames of one byte for the source, three zeros, four of length, then
 * the content. Pieces are handed on as they come, without waiting for the frame's end, and are never joined.
 * If the very first bytes are no frame, all of it is plain text: so an engine tells that a program could not be run.
 */
export class Demultiplexer {
  private head = Buffer.alloc(0);
  private source: Source | undefined;
  /** Bytes of the current frame still to come. */
  private remaining = 0;
  private framed = false;

  constructor(private readonly onPiece: (source: Source, piece: Buffer) => void) {}

  /** Takes the next bytes of the stream. @throws Error when it was framed and is not any more. */
  write(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.source === 'plain') {
        this.onPiece('plain', rest);
        return;
      }
      if (this.source === undefined) {
        rest = this.readHeader(rest);
        continue;
      }
      const piece = rest.subarray(0, this.remaining);
      rest = rest.subarray(piece.length);
      this.remaining -= piece.length;
      const source = this.source;
      if (this.remaining === 0) this.source = undefined;
      this.onPiece(source, piece);
    }
  }

  /** The stream has ended: what was too short for a frame is plain text. */
  end(): void {
    if (this.head.length > 0 && !this.framed) this.onPiece('plain', this.head);
    this.head = Buffer.alloc(0);
  }

  private readHeader(chunk: Buffer): Buffer {
    const missing = HEADER - this.head.length;
    this.head = Buffer.concat([this.head, chunk.subarray(0, missing)]);
    const rest = chunk.subarray(missing);
    if (!looksFramed(this.head)) {
      if (this.framed) throw new Error('the stream of the engine is out of step');
      this.source = 'plain';
      const head = this.head;
      this.head = Buffer.alloc(0);
      this.onPiece('plain', head);
      return rest;
    }
    if (this.head.length < HEADER) return rest;
    this.framed = true;
    this.remaining = this.head.readUInt32BE(4);
    this.source = this.remaining === 0 ? undefined : this.head[0] === 2 ? 'stderr' : 'stdout';
    this.head = Buffer.alloc(0);
    return rest;
  }
}

/** Judges as many bytes of a header as there are. */
function looksFramed(head: Buffer): boolean {
  const [kind = 0, ...zeros] = head.subarray(0, 4);
  return kind <= 2 && zeros.every((byte) => byte === 0);
}
