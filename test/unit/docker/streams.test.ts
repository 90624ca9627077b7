import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Demultiplexer } from '../../../src/docker/demux';
import { readNdjson } from '../../../src/docker/ndjson';
import { packFiles, unpackFiles } from '../../../src/docker/tar';

async function read(...chunks: (string | Buffer)[]): Promise<unknown[]> {
  const values = [];
  for await (const value of readNdjson(Readable.from(chunks.map((chunk) => Buffer.from(chunk)))))
    values.push(value);
  return values;
}

test('lines may be cut anywhere, be empty, and the last needs no newline', async () => {
  expect(await read('{"a":', '1}\r\n\n{"b":2}\n{"c', '":3}')).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
  const umlaut = Buffer.from('{"ä":"€"}\n');
  expect(await read(umlaut.subarray(0, 3), umlaut.subarray(3, 8), umlaut.subarray(8))).toEqual([{ ä: '€' }]);
  expect(await read()).toEqual([]);
});

test('a line that is not JSON is an error with the line in it', async () => {
  await expect(read('{"a":1}\n<html>\n')).rejects.toThrow('<html>');
});

test('a destroyed stream is not a finished one', async () => {
  const stream = new Readable({ read() {} });
  stream.push('{"a":1}\n');
  const values = readNdjson(stream);
  expect((await values.next()).value).toEqual({ a: 1 });
  const next = values.next();
  stream.destroy();
  await expect(next).rejects.toThrow(/premature/i);
});

function frame(kind: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head[0] = kind;
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, content]);
}

function demux(chunks: Buffer[]): Record<string, string> {
  const said: Record<string, Buffer[]> = {};
  const demultiplexer = new Demultiplexer((source, piece) => {
    said[source] ??= [];
    said[source].push(Buffer.from(piece));
  });
  for (const chunk of chunks) demultiplexer.write(chunk);
  demultiplexer.end();
  return Object.fromEntries(
    Object.entries(said).map(([key, pieces]) => [key, Buffer.concat(pieces).toString('hex')]),
  );
}

test('frames are taken apart whatever the borders of the pieces', () => {
  const frames = fc.array(fc.tuple(fc.constantFrom(1, 2), fc.uint8Array({ maxLength: 40 })), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(frames, fc.integer({ min: 1, max: 20 }), (list, step) => {
      const all = Buffer.concat(list.map(([kind, content]) => frame(kind, Buffer.from(content))));
      const chunks = [];
      for (let at = 0; at < all.length; at += step) chunks.push(all.subarray(at, at + step));
      const wanted = (kind: number) =>
        Buffer.concat(list.filter(([k]) => k === kind).map(([, content]) => Buffer.from(content))).toString(
          'hex',
        );
      const said = demux(chunks);
      expect(said.stdout ?? '').toBe(wanted(1));
      expect(said.stderr ?? '').toBe(wanted(2));
      expect(said.plain).toBeUndefined();
    }),
  );
});

test('text where a frame was due is plain; text after a frame is an error', () => {
  const words = Buffer.from('OCI runtime exec failed');
  expect(demux([words.subarray(0, 3), words.subarray(3)])).toEqual({ plain: words.toString('hex') });
  expect(demux([Buffer.from([1, 0])])).toEqual({ plain: '0100' });
  expect(() => demux([frame(1, words), words])).toThrow('out of step');
});

test('an archive gives back its files, with modes and owners', () => {
  const files = [
    { path: 'a.conf', content: Buffer.from('port 1\n'), mode: 0o600, uid: 999, gid: 1000 },
    { path: 'sub/b', content: Buffer.alloc(1024, 7), mode: 0o644, uid: 0, gid: 0 },
    { path: 'empty', content: Buffer.alloc(0), mode: 0o644, uid: 0, gid: 0 },
  ];
  const archive = packFiles(files, [{ path: 'sub', mode: 0o755, uid: 1, gid: 1 }]);
  expect(archive.length % 512).toBe(0);
  expect(unpackFiles(archive)).toEqual(files);
  expect(() => unpackFiles(archive.subarray(0, 1300))).toThrow('cut off');
  expect(() => packFiles([{ path: 'x'.repeat(101), content: '', mode: 0, uid: 0, gid: 0 }])).toThrow(
    RangeError,
  );
  expect(() => packFiles([{ path: 'x', content: '', mode: 0, uid: 0o10000000, gid: 0 }])).toThrow(RangeError);
});
