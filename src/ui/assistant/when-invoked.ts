import { LanguageModelTextPart, type LanguageModelTool, LanguageModelToolResult } from 'vscode';
import { Failure, reasonOf } from '../../model/failure';
import type { Parts } from '../commands/parts';
import { failureSentence } from '../failure-sentence';
import { partsMeant } from './engine-meant';
import type { AssistantTool } from './tool';

/** A tool as the editor wants it; what it does is loaded when an assistant first calls for it. */
export function whenInvoked<Input>(
  parts: Parts,
  load: () => Promise<AssistantTool<Input>>,
): LanguageModelTool<Input> {
  return {
    prepareInvocation: ({ input }) =>
      inWords(async () => {
        const tool = await load();
        const question = tool.confirm && (await tool.confirm(await partsMeant(parts, input), input));
        return {
          invocationMessage: tool.doing(input),
          ...(question ? { confirmationMessages: question } : {}),
        };
      }),
    invoke: ({ input }, token) =>
      inWords(async () => {
        const abort = new AbortController();
        const listening = token.onCancellationRequested(() => abort.abort());
        try {
          const [tool, meant] = [await load(), await partsMeant(parts, input)];
          const said = await tool.act(meant, input, { signal: abort.signal, step: () => {} });
          return new LanguageModelToolResult([new LanguageModelTextPart(said)]);
        } finally {
          listening.dispose();
        }
      }),
  };
}

/** What goes wrong is told to the assistant in the words that a person would get. */
async function inWords<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new Error(error instanceof Failure ? failureSentence(error) : reasonOf(error), { cause: error });
  }
}
