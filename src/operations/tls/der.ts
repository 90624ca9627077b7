/**
 * Distinguished Encoding Rules (ITU-T X.690): the few kinds of values that a certificate is made of. Each function gives
 * a complete value: tag, length, content.
 */
const value = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
};

/** Below 128 a byte; else the number of its bytes, then these. */
function length(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n]);
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(n);
  const significant = bytes.subarray(bytes.findIndex((b) => b !== 0));
  return Buffer.concat([Buffer.from([0x80 | significant.length]), significant]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => value(0x30, ...parts);
export const setOf = (...parts: readonly Uint8Array[]): Buffer => value(0x31, ...parts);
export const TRUE = value(0x01, Buffer.from([0xff]));
export const utf8 = (text: string): Buffer => value(0x0c, Buffer.from(text));
export const octets = (bytes: Uint8Array): Buffer => value(0x04, bytes);

/** A whole number that is not negative, from its big-endian bytes: it must not look negative, nor begin with needless zeros. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((b) => b !== 0);
  const short = first < 0 ? Buffer.alloc(1) : Buffer.from(bytes.subarray(first));
  return value(0x02, (short[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.alloc(1), short]) : short);
}

/** @param unused how many bits at its end do not count */
export const bits = (bytes: Uint8Array, unused = 0): Buffer => value(0x03, Buffer.from([unused]), bytes);

/** `2.5.29.17`: the first two numbers share a byte, every other is in groups of seven bits. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(sevenBitGroups)]));
}

function sevenBitGroups(n: number): number[] {
  const groups = [n & 0x7f];
  for (let left = n >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
  return groups;
}

/** Until 2049 with a year of two digits, from then on of four (RFC 5280, 4.1.2.5). */
export function time(ms: number): Buffer {
  const date = new Date(ms);
  const digits = date.toISOString().replace(/\.\d+Z$|[-:T]/g, '');
  return date.getUTCFullYear() < 2050
    ? value(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : value(0x18, Buffer.from(`${digits}Z`));
}

/** A value with a tag of its own around it. */
export const explicit = (n: number, inner: Uint8Array): Buffer => value(0xa0 | n, inner);

/** A value whose tag is replaced. */
export const implicit = (n: number, content: Uint8Array): Buffer => value(0x80 | n, content);
