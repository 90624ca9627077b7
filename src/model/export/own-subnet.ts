/** Where an exported topology lives: beside the one that it was made from, whose network may still be there. */
export interface OwnSubnet {
  /** Such as 10.93.17.0/24. */
  readonly subnet: string;
  /** The address of the node at an index, from 0; there is room for 240. */
  address(index: number): string;
}

/**
 * A private network that follows from a topology's name alone, so that every export of it says the same. Docker's own
 * allocator gives networks from 172.16.0.0/12 and 192.168.0.0/16; these lie in 10.64.0.0/10.
 */
export function ownSubnet(name: string): OwnSubnet {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  const prefix = `10.${64 + (hash % 64)}.${(hash >>> 8) % 256}`;
  return { subnet: `${prefix}.0/24`, address: (index) => `${prefix}.${index + 10}` };
}
