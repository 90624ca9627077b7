import { Failure, type Remedy, reasonOf } from '../model/failure';
import { type Text, text } from '../model/text';
import { refusalAdvice } from './refusal-advice';

/** Why an engine could not be asked at all. */
export type EngineTrouble = 'notRunning' | 'noPermission' | 'unreachable';

const TROUBLE: Readonly<Record<string, EngineTrouble>> = {
  ENOENT: 'notRunning',
  ECONNREFUSED: 'notRunning',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  ETIMEDOUT: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNRESET: 'unreachable',
  ECONNABORTED: 'unreachable',
  EPIPE: 'unreachable',
  /** Ours: the ssh program ended before it had connected us (ssh-stream.ts). */
  ESSH: 'unreachable',
};

/** What keeps us from the engine; undefined when the engine itself answered, or the error is not about it. */
export function engineTrouble(error: unknown): EngineTrouble | undefined {
  for (const cause of causes(error)) {
    if (statusOf(cause) !== undefined) return undefined;
    const code = codeOf(cause);
    if (code && TROUBLE[code]) return TROUBLE[code];
    if (code && /CERT|^ERR_(TLS|SSL)|UNABLE_TO_/.test(code)) return 'unreachable';
  }
  return undefined;
}

/** Whether the engine said that the thing does not exist. */
export function isNotFound(error: unknown): boolean {
  return causes(error).some((cause) => statusOf(cause) === 404);
}

/** Whether the engine said that the thing exists already, is in use, or is in a state that does not allow this. */
export function isConflict(error: unknown): boolean {
  return causes(error).some((cause) => statusOf(cause) === 409);
}

/** Whether the engine said that the thing already is as asked for (HTTP 304). */
export function isAlreadySo(error: unknown): boolean {
  return causes(error).some((cause) => statusOf(cause) === 304);
}

/**
 * The failure that a user reads: what failed, the cause's own words without the transport's wrapping, what to do next.
 * A Failure is returned as it is.
 */
export function engineFailure(engine: { readonly name: string }, what: Text, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const why = engineWords(error);
  const advice = troubleAdvice(engine.name, error) ?? refusalAdvice(why);
  return new Failure(what, { why, next: advice.next, remedies: advice.remedies, cause: error });
}

function troubleAdvice(
  name: string,
  error: unknown,
): { next: Text; remedies: readonly Remedy[] } | undefined {
  const remedies: readonly Remedy[] = ['retry', 'chooseContext', 'showLog'];
  switch (engineTrouble(error)) {
    case 'notRunning':
      return {
        next: text('Start the Docker engine "{0}", or choose another Docker context.', name),
        remedies,
      };
    case 'noPermission': {
      const next = text(
        'Your user may not use {0}. Add it to the group "docker" (sudo usermod -aG docker $USER), then log in again.',
        socketOf(error) ?? name,
      );
      return { next, remedies };
    }
    case 'unreachable':
      return {
        next: text(
          'Check that the Docker engine "{0}" runs and that its address is right and reachable.',
          name,
        ),
        remedies,
      };
    case undefined:
      return undefined;
  }
}

/** `(HTTP code 404) no such container - No such container: x` becomes `No such container: x`. */
export function engineWords(error: unknown): string {
  const said = reasonOf(error).replace(/^\(HTTP code \d+\) .*? - /s, '');
  return said.trim().replace(/^Error response from daemon: /, '');
}

function socketOf(error: unknown): string | undefined {
  for (const cause of causes(error)) {
    if (cause instanceof Error && 'address' in cause && typeof cause.address === 'string')
      return cause.address;
  }
  return undefined;
}

/** The error and what caused it, as far as that goes (eight steps are plenty, and an end for circular ones). */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && found.length < 8; ) {
    found.push(at);
    at =
      at instanceof AggregateError && at.errors.length > 0
        ? at.errors[0]
        : at instanceof Error
          ? at.cause
          : undefined;
  }
  return found;
}

function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
