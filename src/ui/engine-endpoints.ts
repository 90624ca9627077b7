import { homedir } from 'node:os';
import { type Endpoint, resolveEndpoint } from '../docker/endpoint';
import { Failure } from '../model/failure';
import { text } from '../model/text';
import { settings } from './settings';

/**
 * Where an engine of this window listens.
 * @param asked a context's name or an address; undefined: the current engine
 * @throws Failure when that cannot be found out, or is an engine that stands above it already
 */
export async function engineEndpoint(asked: string | undefined): Promise<Endpoint> {
  const current = settings.endpoint();
  if (asked === undefined) return current;
  const all = settings.enginesBeside();
  const before = all.slice(0, Math.max(0, all.indexOf(asked))).map(resolve);
  const endpoint = await resolve(asked);
  for (const outcome of await Promise.allSettled([current, ...before])) {
    // Those that cannot be found out say so in their own rows.
    if (outcome.status === 'rejected' || outcome.value.id !== endpoint.id) continue;
    throw new Failure(text('{0} is the same engine as {1}', asked, outcome.value.name), {
      next: text('It is shown already: hide it here.'),
    });
  }
  return endpoint;
}

const resolve = (setting: string) => resolveEndpoint({ setting, env: process.env, home: homedir() });
