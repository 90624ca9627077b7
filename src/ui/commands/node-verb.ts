import type { Capability } from '../../model/actions';
import type { Text } from '../../model/text';
import type { Work } from '../../operations/work';
import type { Lab } from '../../topology/lab';
import { agreeToAll } from './agree-to-all';
import { chooseNodes } from './choose-nodes';
import { type NodeStory, nodesOnTimeline } from './on-timeline';
import type { Command } from './parts';
import { workInView } from './progress';

interface NodeVerb {
  /** What a node's state must allow. */
  readonly able: Capability;
  /** The question when no node was chosen. */
  readonly which: Text;
  readonly run: (lab: Lab, nodeIds: string[], work: Work) => Promise<unknown>;
  readonly story: NodeStory;
  /** What it does to every server of a container, where a container holds several; undefined where nobody minds. */
  readonly toAll?: (container: string, servers: string) => Text;
}

/**
 * A command that does one thing to the containers of the chosen nodes, at once; a question is asked only where it would
 * be done to servers that were not chosen.
 */
export function nodeVerb({ able, which, run, story, toAll }: NodeVerb): Command {
  return async ({ lab, log, timeline }, args) => {
    const chosen = await chooseNodes(lab, args, which, able);
    if (toAll) await agreeToAll(lab, chosen, toAll);
    const ids = chosen.map(({ node }) => node.id);
    await nodesOnTimeline(timeline, chosen, story, () => workInView(log, (work) => run(lab, ids, work)));
  };
}
