import type { EngineStatus } from '../../topology/store';
import { failureSentence } from '../failure-sentence';
import { show, t } from '../localise';
import { healthWord } from './health-word';
import { escapeMarkdown, markdownTable } from './markdown';
import type { Row } from './row';

/** An engine as its row shows it, where several are shown. */
export interface ShownEngine {
  readonly id: string;
  readonly name: string;
  readonly status: EngineStatus;
  /** Where it listens, if known. */
  readonly host: string | undefined;
  /** Whether all its containers have been listed: only then does "none" mean none. */
  readonly listed: boolean;
  /** It has topologies that stand with another engine: both are one. */
  readonly doubled: boolean;
  /** Whether the user asked for it beside the current one. */
  readonly beside: boolean;
}

/**
 * An engine with its topologies beneath; one that is away says why.
 * @param others what stands below the topologies
 */
export function engineRow(engine: ShownEngine, topologies: readonly Row[], others: readonly Row[]): Row {
  const { status, name } = engine;
  const level =
    status.kind === 'unavailable' ? 'error' : status.kind === 'ready' ? undefined : ('pending' as const);
  const description = describe(engine, topologies.length);
  const label = name || t('the current engine');
  return {
    id: engine.id,
    look: {
      label,
      description,
      level,
      icon: 'server',
      tooltip:
        status.kind === 'unavailable'
          ? escapeMarkdown(failureSentence(status.failure))
          : markdownTable(label, [
              [t('Address'), engine.host],
              [t('Version'), status.kind === 'ready' ? status.version : undefined],
            ]),
      context: ['engine', ...(engine.beside ? ['hideable'] : [])].join(' '),
      spoken: [label, ...(level ? [healthWord(level)] : []), description].join(', '),
      open: true,
      container: true,
    },
    children: [...topologies, ...others],
  };
}

function describe({ status, listed, doubled }: ShownEngine, topologies: number): string {
  switch (status.kind) {
    case 'idle':
      return t('not connected yet');
    case 'connecting':
      return t('connecting…');
    case 'unavailable':
      return [show(status.failure.what), ...(status.failure.why ? [status.failure.why] : [])].join(': ');
    case 'ready':
      if (doubled) return t('the same engine as one above; its topologies stand there');
      if (!listed) return t('looking for topologies…');
      return topologies === 0
        ? t('no topology yet')
        : topologies === 1
          ? t('1 topology')
          : t('{0} topologies', topologies);
  }
}
