import type { TimelineChange, TimelineEntry } from '../src/model/timeline/entry';

/** More than the extension keeps would only be shown by mistake. */
const MOST = 2000;

/** What happened, newest first. */
export type Events = readonly TimelineEntry[];

export function eventsFrom(entries: Events): Events {
  return [...entries].sort((a, b) => b.at - a.at).slice(0, MOST);
}

export function withChange(events: Events, { changed, removed }: TimelineChange): Events {
  const stale = new Set([...changed.map((e) => e.id), ...removed]);
  return eventsFrom([...changed, ...events.filter((e) => !stale.has(e.id))]);
}
