import { Failure } from '../model/failure';
import { findings } from '../model/findings/findings';
import { repairText } from '../model/findings/remedy';
import { planMoves } from '../model/moves/plan-moves';
import { wishFor } from '../model/moves/wish-for';
import type { TopologySnapshot } from '../model/snapshot';
import { render, text } from '../model/text';
import { readTopologyFile } from '../model/topology-file/topology-file';
import { createTopology } from '../operations/create';
import { handOver } from '../operations/handover';
import { moveSlots } from '../operations/migration/move-slots';
import { removeTopology } from '../operations/remove';
import { planForFinding } from '../operations/repair/plan-for-finding';
import type { Work } from '../operations/work';
import { choosePorts } from '../topology/ports';
import { mend } from '../ui/commands/mend';
import type { Parts } from '../ui/commands/parts';
import { concludedMigration } from '../ui/commands/run-migration';
import { settings } from '../ui/settings';
import { generatePassword } from '../ui/wizard/password';
import type { FailoverResult, ReshardResult, SlotWish, TopologyFinding, TopologyWish } from './types';

/** What is wrong now, in the words of the API. */
export async function findingsOf(
  { lab, examinations }: Parts,
  topology: TopologySnapshot,
): Promise<TopologyFinding[]> {
  await examinations.examine(topology.id);
  const examined = examinations.examined(topology.id) ?? topology;
  return findings(examined, lab.now()).map(({ id, severity, what, why, remedy, evidence, nodes }) => ({
    id,
    severity,
    what: render(what),
    why: render(why),
    remedy: render(remedy.kind === 'advice' ? remedy.text : repairText(remedy.repair)),
    evidence,
    nodeIds: nodes,
    mendable: remedy.kind === 'action',
  }));
}

/** @returns the new topology's id */
export async function create(
  { lab }: Parts,
  wish: TopologyWish,
  password: string | undefined,
  work: Work,
): Promise<string> {
  // As strict as a topology file: other extensions may be written without types.
  const whole = password === undefined ? wish : { ...wish, auth: 'password' };
  const spec = readTopologyFile(JSON.stringify(whole), String(wish.name));
  const free = await choosePorts(await lab.connect(), spec);
  const secrets = spec.auth === 'password' ? { password: password ?? generatePassword() } : {};
  return (await createTopology(lab, free, secrets, work)).id;
}

export async function failOver(
  parts: Parts,
  topology: TopologySnapshot,
  nodeId: string | undefined,
  work: Work,
): Promise<FailoverResult> {
  const { from, to, heldMs, lostBytes } = await handOver(parts.lab, topology.id, nodeId, work);
  return { from, to, heldMs, lostBytes };
}

export async function reshard(
  parts: Parts,
  topology: TopologySnapshot,
  wish: SlotWish,
  work: Work,
): Promise<ReshardResult> {
  const { lab, migrations } = parts;
  const plan = planMoves(topology, wishFor(topology, wish));
  if (plan.kind === 'cannot')
    throw new Failure(text('Slots of {0} cannot be moved: {1}', topology.name, plan.why));
  if (plan.kind === 'nothing') return { outcome: 'done', slotsMoved: 0, keysMoved: 0, tookMs: 0 };
  const options = { budgetMs: settings.blockBudgetMs() };
  const { outcome, slotsMoved, keysMoved, tookMs } = await concludedMigration(parts, topology, () =>
    moveSlots(lab, migrations, topology.id, plan.moves, options, work),
  );
  return { outcome, slotsMoved, keysMoved, tookMs };
}

export async function repair(
  parts: Parts,
  topology: TopologySnapshot,
  findingId: string,
  way: number | undefined,
  work: Work,
): Promise<void> {
  const { examined, finding, plan } = await planForFinding(parts, topology.id, findingId, way);
  await mend(parts, examined, finding, plan, work, async () => 'leave');
}

export const remove = ({ lab }: Parts, { id }: TopologySnapshot, work: Work): Promise<void> =>
  removeTopology(lab, id, work);
