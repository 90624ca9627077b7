/** A file to be put into an archive. */
export interface TarFile {
  /** Relative, with slashes; at most 100 bytes. */
  readonly path: string;
  readonly content: string | Buffer;
  /** Such as 0o600. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface TarFolder {
  readonly path: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** User and group ids. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const BLOCK = 512;

/**
 * A ustar archive of small files (our own 60 lines: tar-stream would add 60 KB for what we never use).
 * @throws RangeError for a path of more than 100 bytes, or a number that does not fit.
 */
export function packFiles(files: readonly TarFile[], folders: readonly TarFolder[] = []): Buffer {
  const blocks = folders.map((folder) =>
    header({ ...folder, path: `${folder.path.replace(/\/+$/, '')}/` }, 0, '5'),
  );
  for (const file of files) {
    const content = Buffer.from(file.content);
    blocks.push(header(file, content.length, '0'), content, Buffer.alloc(padding(content.length)));
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

/** The plain files of an archive. Links, folders and extended headers are skipped. @throws Error when it is cut off. */
export function unpackFiles(
  archive: Buffer,
): { path: string; content: Buffer; mode: number; uid: number; gid: number }[] {
  const files = [];
  for (let at = 0; at !== archive.length; ) {
    const head = archive.subarray(at, at + BLOCK);
    if (head.length < BLOCK) throw new Error('the archive is cut off');
    if (head.every((byte) => byte === 0)) break;
    const size = octal(head, 124, 12);
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw new Error('the archive is cut off');
    const kind = head[156];
    if (kind === 0 || kind === 0x30) {
      const prefix = string(head, 345, 155);
      const path = prefix ? `${prefix}/${string(head, 0, 100)}` : string(head, 0, 100);
      files.push({
        path,
        content,
        mode: octal(head, 100, 8),
        uid: octal(head, 108, 8),
        gid: octal(head, 116, 8),
      });
    }
    at += BLOCK + size + padding(size);
  }
  return files;
}

/** To whom the first entry of an archive belongs. @throws Error when it is cut off */
export function ownerInHeader(archive: Buffer): Owner {
  const head = archive.subarray(0, BLOCK);
  if (head.length < BLOCK) throw new Error('the archive is cut off');
  return { uid: octal(head, 108, 8), gid: octal(head, 116, 8) };
}

function header(entry: TarFolder, size: number, kind: '0' | '5'): Buffer {
  const block = Buffer.alloc(BLOCK);
  const path = Buffer.from(entry.path);
  if (path.length > 100) throw new RangeError(`the path is too long for an archive: ${entry.path}`);
  path.copy(block);
  writeOctal(block, entry.mode, 100, 8);
  writeOctal(block, entry.uid, 108, 8);
  writeOctal(block, entry.gid, 116, 8);
  writeOctal(block, size, 124, 12);
  // No clock here: the files' time is 1970, which no server minds.
  writeOctal(block, 0, 136, 12);
  block.write(' '.repeat(8), 148);
  block.write(kind, 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\x00 `, 148);
  return block;
}

function writeOctal(block: Buffer, value: number, at: number, width: number): void {
  const digits = value.toString(8);
  if (!Number.isInteger(value) || value < 0 || digits.length >= width) {
    throw new RangeError(`does not fit into an archive: ${value}`);
  }
  block.write(`${digits.padStart(width - 1, '0')}\x00`, at);
}

function octal(block: Buffer, at: number, width: number): number {
  return Number.parseInt(string(block, at, width).trim() || '0', 8);
}

function string(block: Buffer, at: number, width: number): string {
  const field = block.subarray(at, at + width);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? width : end).toString();
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}
