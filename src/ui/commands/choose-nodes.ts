import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type Capability, capabilities } from '../../model/actions';
import { describeNode } from '../../model/describe';
import { Cancelled, Failure } from '../../model/failure';
import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { type Text, text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { engineName } from '../engine-state';
import { show } from '../localise';
import { Elsewhere } from './elsewhere';
import { everywhere, type Somewhere } from './everywhere';
import { listed } from './listed';
import { refuseLostRow } from './lost-row';

export interface ChosenNode {
  readonly node: NodeSnapshot;
  readonly topology: TopologySnapshot;
}

/**
 * The nodes a command was chosen on: the clicked row, with the other selected rows when it is one of them. Without
 * a row the user picks one among the nodes that are able; `undefined` as ability means that every node is.
 * @throws Failure, Cancelled; Elsewhere when the user picks one on another engine
 */
export async function chooseNodes(
  lab: Lab,
  args: readonly unknown[],
  which: Text,
  able: Capability | ((one: ChosenNode) => boolean) | undefined,
): Promise<[ChosenNode, ...ChosenNode[]]> {
  await listed(lab);
  const [clicked, selected] = args;
  const isAble = (one: ChosenNode) =>
    typeof able === 'function' ? able(one) : able === undefined || capabilities(one.node).includes(able);
  if (typeof clicked === 'string') {
    const ids = Array.isArray(selected) && selected.includes(clicked) ? selected : [clicked];
    const found = ids.flatMap((id) => (typeof id === 'string' ? (lab.store.findNode(id) ?? []) : []));
    const [first, ...others] = found.filter(isAble);
    if (first) return [first, ...others];
    const [present] = found;
    if (!present) throw new Failure(text('This node does not exist any more.'));
    throw new Failure(
      text('{0} cannot do this now: {1}', present.node.name, describeNode(present.node, present.topology)),
    );
  }
  refuseLostRow(args);
  const several = lab.beside.length > 0;
  const items = everywhere(lab).flatMap((one) => itemsOf(one, several, isAble));
  if (items.length === 0) throw new Failure(text('There is no node for which this makes sense now.'));
  const chosen = await window.showQuickPick(items, { placeHolder: show(which), matchOnDescription: true });
  if (!chosen?.candidate) throw new Cancelled();
  if (chosen.on !== lab) throw new Elsewhere([chosen.candidate.node.id]);
  return [chosen.candidate];
}

interface NodeItem extends QuickPickItem {
  /** Undefined: the line above the nodes of a topology. */
  readonly candidate?: ChosenNode;
  readonly on?: Lab;
}

/** The able nodes of a topology, below a line with its name, and its engine's where there are several. */
function itemsOf(
  { topology, on }: Somewhere,
  several: boolean,
  isAble: (one: ChosenNode) => boolean,
): NodeItem[] {
  const candidates = topology.nodes.map((node) => ({ node, topology })).filter(isAble);
  if (candidates.length === 0) return [];
  const rows = candidates.map((candidate) => ({
    label: candidate.node.name,
    description: show(describeNode(candidate.node, topology)),
    candidate,
    on,
  }));
  const label = several ? `${topology.name} · ${engineName(on)}` : topology.name;
  return [{ label, kind: QuickPickItemKind.Separator }, ...rows];
}
