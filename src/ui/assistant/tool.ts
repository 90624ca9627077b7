import type { MarkdownString } from 'vscode';
import { Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Work } from '../../operations/work';
import type { Lab } from '../../topology/lab';
import type { Parts } from '../commands/parts';

/** What a person is asked before an assistant changes something. */
export interface Question {
  readonly title: string;
  readonly message: string | MarkdownString;
}

/** One thing that an assistant in the editor can do. What goes wrong is a Failure, as for a person. */
export interface AssistantTool<Input> {
  /** Said while it works. */
  doing(input: Input): string;
  /**
   * Asked before something is changed; a tool without it changes nothing. Nothing is asked where there is nothing to
   * do: `act` says why then.
   */
  confirm?(parts: Parts, input: Input): Question | Promise<Question | undefined>;
  /** What the assistant is told, in English. */
  act(parts: Parts, input: Input, work: Work): Promise<string>;
}

/** What names a topology in a tool's input. */
export interface Named {
  readonly topology: string;
}

/** The topology of a name (or id), asked now. @throws Failure naming those that there are */
export async function named(lab: Lab, name: string): Promise<TopologySnapshot> {
  await lab.connect();
  await lab.relist();
  const { topologies } = lab.store;
  const found = topologies.find((t) => t.name === name || t.id === name);
  const asked = found && (await lab.askAll(found.id));
  if (asked) return asked;
  const names = topologies.map((t) => t.name).join(', ');
  throw new Failure(text('There is no topology {0}', name), { why: `known: ${names || '–'}` });
}
