import type { Endpoint } from './endpoint';

const FILES = ['ca', 'cert', 'key'] as const;

/** Whether two mean the same engine, reached in the same way: a context may have been given another address, or keys. */
export function isSameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.tls?.skipVerify === b.tls?.skipVerify &&
    FILES.every((file) => (a.tls?.[file]?.toString() ?? '') === (b.tls?.[file]?.toString() ?? ''))
  );
}
