import { shortId } from './short-id';

/** The name under which a container is kept while another takes its place. */
export const setAsideName = (name: string, id: string): string => `${name}-before-${shortId(id)}`;

/** The name that a container had before it was set aside; undefined when it was not. */
export function nameBefore(name: string, id: string): string | undefined {
  const end = setAsideName('', id);
  return name.endsWith(end) ? name.slice(0, -end.length) : undefined;
}
