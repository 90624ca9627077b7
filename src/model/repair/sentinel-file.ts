import { GLOBAL } from '../parse/sentinel-file';
import type { SentinelView } from '../sentinel-view';

/** What a running sentinel knows and could not save. */
export interface Unsaved {
  readonly myId: string;
  readonly views: readonly SentinelView[];
}

/**
 * A sentinel's file for its new place: settings for a name that it does not monitor go to the one that it does, if it
 * monitors but one (with a strange name the server does not start); and what the sentinel has learned since it read the
 * file, and could not save, is written down: who is master now, in which epoch, and its own id, by which the others
 * know it.
 */
export function moveSentinelFile(content: string, unsaved: Unsaved | undefined): string {
  const lines = content.split(/\r?\n/);
  const monitored = new Set(lines.flatMap((l) => nameIn(l, 'monitor') ?? []));
  const [only] = monitored.size === 1 ? monitored : [];
  const views = new Map((unsaved?.views ?? []).map((v) => [v.masterName, v]));
  const kept = lines
    .filter((l) => !(unsaved?.myId && /^\s*sentinel\s+myid\b/i.test(l)))
    .filter((l) => !views.has(nameIn(l, 'config-epoch') ?? ''))
    .map((l) => withName(l, monitored, only))
    .map((l) => withMaster(l, views));
  while (kept.at(-1)?.trim() === '') kept.pop();
  const id = unsaved?.myId ? [`sentinel myid ${unsaved.myId}`] : [];
  const epochs = [...views.values()].map((v) => `sentinel config-epoch ${v.masterName} ${v.configEpoch}`);
  return [...id, ...kept, ...epochs, ''].join('\n');
}

/** The master's name in a line with a setting. */
function nameIn(line: string, setting: string): string | undefined {
  const m = /^\s*sentinel\s+(\S+)\s+(\S+)/i.exec(line);
  return m?.[1]?.toLowerCase() === setting ? m[2] : undefined;
}

function withName(line: string, monitored: ReadonlySet<string>, only: string | undefined): string {
  const m = /^(\s*sentinel\s+)(\S+)(\s+)(\S+)(.*)$/i.exec(line);
  const [, begin = '', setting = '', space = ' ', name = '', rest = ''] = m ?? [];
  if (!m || only === undefined || GLOBAL.has(setting.toLowerCase()) || monitored.has(name)) return line;
  return `${begin}${setting}${space}${only}${rest}`;
}

function withMaster(line: string, views: ReadonlyMap<string, SentinelView>): string {
  const view = views.get(nameIn(line, 'monitor') ?? '');
  if (!view) return line;
  return `sentinel monitor ${view.masterName} ${view.masterIp} ${view.masterPort} ${view.quorum}`;
}
