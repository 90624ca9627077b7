import { Failure, reasonOf } from '../../model/failure';
import { shownCommand } from '../../model/repair/shown';
import type { TellStep } from '../../model/repair/step';
import { text } from '../../model/text';
import { type Reply, ServerError } from '../../redis/connection';
import type { Lab } from '../../topology/lab';
import { withLogin } from './with-login';

/** A server may rewrite its file, or drop and add thousands of slots. ms */
const ANSWER_MS = 20_000;

/** Sends a step's commands to its node. @throws Failure naming the node, the command and the server's own words */
export async function tell(lab: Lab, topologyId: string, step: TellStep): Promise<void> {
  const [replication, sentinel] = await Promise.all([
    lab.credentials.loginOf(topologyId, 'replication'),
    lab.credentials.loginOf(topologyId, 'sentinel'),
  ]);
  const wanted = [...step.commands, ...(sentinel ? (step.withPassword ?? []) : [])];
  const commands = wanted.map((command) => {
    const full = withLogin(command, { replication, sentinel });
    if (!full) throw unknownPassword(step);
    return full;
  });
  const connection = await lab.connectionTo(step.node.id);
  const replies = await connection.batch(commands, ANSWER_MS).catch((error: unknown) => {
    throw new Failure(text('{0} could not be told what to do', step.node.name), {
      why: reasonOf(error),
      remedies: ['retry', 'showLog'],
      cause: error,
    });
  });
  for (const [i, reply] of replies.entries()) {
    const words = refusal(reply);
    if (words === undefined || step.forgives?.some((beginning) => words.startsWith(beginning))) continue;
    throw new Failure(text('{0} refuses {1}', step.node.name, shownCommand(wanted[i] ?? [])), {
      why: words,
      remedies: ['retry', 'showLog'],
    });
  }
}

/** A transaction answers with the errors of its commands among its replies. */
function refusal(reply: Reply | ServerError): string | undefined {
  if (reply instanceof ServerError) return reply.message;
  const inner = Array.isArray(reply) ? reply.find((part: unknown) => part instanceof Error) : undefined;
  return inner === undefined ? undefined : reasonOf(inner);
}

const unknownPassword = (step: TellStep) =>
  new Failure(text('The password of {0} is not known', step.node.name), {
    next: text('Enter it first, then choose Fix… again.'),
    remedies: ['enterPassword'],
  });
