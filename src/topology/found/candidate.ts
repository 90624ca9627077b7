import type { ContainerRow } from '../../docker/containers';
import { LABEL } from '../../docker/labels';
import { nameBefore } from '../../docker/set-aside';

const NAME = /redis|valkey|keydb|sentinel/i;
/** Ports that servers and sentinels have unless told otherwise, and those that tutorials give to clusters. */
const PORTS: ReadonlySet<number> = new Set([6379, 26_379, 7000, 7001, 7002, 7003, 7004, 7005]);

/** Whether image, command or port say that a container may be a server; only its answer says that it is one. */
export function mayBeServer({ facts, command, ports, rawLabels }: ContainerRow): boolean {
  // Held by us for a moment, as a server that saved data is read from.
  if (LABEL.held in rawLabels) return false;
  return NAME.test(facts.image) || NAME.test(command) || ports.some(({ inside }) => PORTS.has(inside));
}

/**
 * Whether a container does not count because another of the same name does: while one is made anew there are two of it.
 * The one that was set aside counts until the new one has been started.
 */
export function isDouble({ facts }: ContainerRow, rows: readonly ContainerRow[]): boolean {
  const name = nameBefore(facts.name, facts.id);
  if (name !== undefined) return rows.some((r) => r.facts.name === name && r.facts.state !== 'created');
  return facts.state === 'created' && rows.some((r) => nameBefore(r.facts.name, r.facts.id) === facts.name);
}

/**
 * Whether a container is among those that the user wants left alone.
 * @param ignore container names; `*` stands for any characters
 */
export function isIgnored(name: string, ignore: readonly string[]): boolean {
  return ignore.some((pattern) => {
    const parts = pattern
      .trim()
      .split('*')
      .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
    return pattern.trim() !== '' && new RegExp(`^${parts.join('.*')}$`).test(name);
  });
}
