export interface Release {
  readonly tag: string;
  readonly product: 'redis' | 'valkey';
  /** Debian suite that has this version. */
  readonly suite: 'bookworm' | 'trixie' | 'sid';
  /** What `sh` and the small programs are; the official images come in both kinds ("alpine" and default). */
  readonly shell: 'busybox' | 'bash';
  /** Whether a registry is worth asking: not for tags that only we make. */
  readonly published: boolean;
}

const published = { shell: 'busybox', published: true } as const;

/** The servers that everything is tested with, and where Debian has them. */
export const releases: readonly Release[] = [
  { tag: 'redis:7.0', product: 'redis', suite: 'bookworm', ...published },
  { tag: 'redis:8.0', product: 'redis', suite: 'trixie', ...published },
  { tag: 'valkey/valkey:8.1', product: 'valkey', suite: 'trixie', ...published },
  { tag: 'valkey/valkey:9.1', product: 'valkey', suite: 'sid', ...published },
  // Like the official default image: bash, and no nc.
  { tag: 'topology-lab/redis:8.0-bash', product: 'redis', suite: 'trixie', shell: 'bash', published: false },
];
