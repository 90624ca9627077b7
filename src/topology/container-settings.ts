import type { ContainerLimits } from '../docker/container-create';

/** What the user wants of every container that is made. */
export interface ContainerSettings {
  /** Limit of memory in MB (2^20 bytes); 0: none. */
  readonly memoryMb: number;
  /** Limit of processes and threads; 0: none. */
  readonly pidsLimit: number;
  /** The address of the engine's host on which ports are published. */
  readonly publishOn: string;
}

/** Who is not asked wants no limits, and nobody from outside. */
export const USUAL_CONTAINERS: ContainerSettings = { memoryMb: 0, pidsLimit: 0, publishOn: '127.0.0.1' };

/** The limits as the engine takes them. */
export function limitsFrom({ memoryMb, pidsLimit }: ContainerSettings): ContainerLimits {
  return {
    ...(memoryMb > 0 && { memoryBytes: memoryMb * 1024 * 1024 }),
    ...(pidsLimit > 0 && { pids: pidsLimit }),
  };
}
