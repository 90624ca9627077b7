import type { SlotRange } from './cluster-view';

/** CRC16-CCITT (XMODEM): polynomial 0x1021, start 0, as the cluster specification's appendix A has it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    crc &= 0xffff;
  }
  return crc;
}

/** The slot of a key: CRC16 of the key, or of its hash tag (what stands in the first non-empty `{…}`), modulo 16384. */
export function keySlot(key: string): number {
  return keySlotOfBytes(new TextEncoder().encode(key));
}

/** The same for a key that need not be text. */
export function keySlotOfBytes(key: Uint8Array): number {
  const open = key.indexOf(OPENING);
  const close = open < 0 ? -1 : key.indexOf(CLOSING, open + 1);
  return crc16(close > open + 1 ? key.subarray(open + 1, close) : key) % 16384;
}

const OPENING = 0x7b;
const CLOSING = 0x7d;

/** A key that begins with `prefix` and falls into the slots. */
export function keyInSlots(prefix: string, [first, last]: SlotRange): string {
  for (let n = 0; ; n++) {
    const key = `${prefix}${n}`;
    const slot = keySlot(key);
    if (slot >= first && slot <= last) return key;
  }
}
