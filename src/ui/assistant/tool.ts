import {
  LanguageModelTextPart,
  type LanguageModelTool,
  LanguageModelToolResult,
  type MarkdownString,
} from 'vscode';
import { Failure, reasonOf } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Work } from '../../operations/work';
import type { Lab } from '../../topology/lab';
import { failureSentence } from '../failure-sentence';

/** What a tool is made of. */
export interface ToolParts<Input> {
  /** Said while it works. */
  readonly doing: (input: Input) => string;
  /** Asked before something is changed; without it nothing is. */
  readonly confirm?: (input: Input) => { title: string; message: string | MarkdownString };
  readonly act: (input: Input, work: Work) => Promise<string>;
}

/** A tool for the assistant: what goes wrong is told to it in the words that a person would get. */
export function tool<Input>({ doing, confirm, act }: ToolParts<Input>): LanguageModelTool<Input> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: doing(input),
      ...(confirm ? { confirmationMessages: confirm(input) } : {}),
    }),
    async invoke({ input }, token) {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      try {
        const said = await act(input, { signal: abort.signal, step: () => {} });
        return new LanguageModelToolResult([new LanguageModelTextPart(said)]);
      } catch (error) {
        throw new Error(error instanceof Failure ? failureSentence(error) : reasonOf(error), {
          cause: error,
        });
      }
    },
  };
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
