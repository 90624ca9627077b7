import type { SlotRange } from '../cluster-view';
import type { Command } from '../handover-commands';
import { eachSlot } from '../moves/move';
import type { Clustered } from './clustered';

/** CLUSTER ADDSLOTSRANGE and DELSLOTSRANGE are Redis 7.0's. */
const knowsRanges = ({ node }: Clustered) =>
  node.answer.kind === 'data' && Number(node.answer.server.version.split('.')[0]) >= 7;

function onSlots(verb: 'ADDSLOTS' | 'DELSLOTS', at: Clustered, slots: readonly SlotRange[]): Command[] {
  if (slots.length === 0) return [];
  if (knowsRanges(at)) return [['CLUSTER', `${verb}RANGE`, ...slots.flat().map(String)]];
  return [['CLUSTER', verb, ...[...eachSlot(slots)].map(String)]];
}

export const addSlots = (at: Clustered, slots: readonly SlotRange[]) => onSlots('ADDSLOTS', at, slots);
export const dropSlots = (at: Clustered, slots: readonly SlotRange[]) => onSlots('DELSLOTS', at, slots);
export const stable = (slots: Iterable<number>): Command[] =>
  [...slots].map((slot) => ['CLUSTER', 'SETSLOT', String(slot), 'STABLE']);

/** All or nothing: nobody sees a state in between. */
export const together = (commands: readonly Command[]): Command[] =>
  commands.length < 2 ? [...commands] : [['MULTI'], ...commands, ['EXEC']];
