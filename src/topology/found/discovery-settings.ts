/** What a user wants of discovery. */
export interface DiscoverySettings {
  readonly enabled: boolean;
  /** Names of containers that are left alone; `*` stands for any characters. */
  readonly ignore: readonly string[];
}
