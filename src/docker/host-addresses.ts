/**
 * The addresses that containers of an IPv4 subnet may have: the function returned gives the nth, from 0, and leaves
 * out the network's own, the broadcast and the gateway's.
 * @throws RangeError when the subnet cannot be understood, or (from the function) has no such address.
 */
export function hostAddresses(subnet: string, gateway: string): (index: number) => string {
  const [base = '', prefixText = ''] = subnet.split('/');
  const prefix = Number(prefixText);
  const network = toNumber(base);
  if (network === undefined || !/^\d{1,2}$/.test(prefixText) || prefix > 32) {
    throw new RangeError(`not an IPv4 subnet: ${subnet}`);
  }
  const size = 2 ** (32 - prefix);
  const first = network - (network % size) + 1;
  const last = first + size - 3;
  const taken = toNumber(gateway);
  return (index) => {
    const plain = first + index;
    const address = taken !== undefined && taken >= first && plain >= taken ? plain + 1 : plain;
    if (!Number.isInteger(index) || index < 0 || address > last) {
      throw new RangeError(`${subnet} has no address number ${index}`);
    }
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
  };
}

function toNumber(address: string): number | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
