import type { Text, TextArg } from '../text';
import { SEVERITIES, TIMELINE_KINDS, type TimelineEntry, type TimelineStep } from './entry';

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** Texts within texts deeper than this are none of ours. */
const DEPTH = 6;

function isText(v: unknown, depth = 0): v is Text {
  return (
    isRecord(v) &&
    depth < DEPTH &&
    typeof v.key === 'string' &&
    Array.isArray(v.args) &&
    v.args.every((a): a is TextArg => typeof a === 'string' || typeof a === 'number' || isText(a, depth + 1))
  );
}

const isEvent = (v: Record<string, unknown>) =>
  typeof v.id === 'string' &&
  TIMELINE_KINDS.some((k) => k === v.kind) &&
  SEVERITIES.some((s) => s === v.severity) &&
  isText(v.what) &&
  Array.isArray(v.nodes) &&
  v.nodes.every((n) => typeof n === 'string');

const isStep = (v: unknown): v is TimelineStep => isRecord(v) && isEvent(v) && Number.isFinite(v.offsetMs);

/** Whether a value, from storage or a message, is a timeline's entry. */
export function isTimelineEntry(v: unknown): v is TimelineEntry {
  if (!isRecord(v) || !isEvent(v) || !Number.isFinite(v.at)) return false;
  return v.steps === undefined || (Array.isArray(v.steps) && v.steps.every(isStep));
}
