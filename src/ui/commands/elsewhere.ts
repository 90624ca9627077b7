/** What the user picked is on another engine than the command began with: there it begins anew, with this to act on. */
export class Elsewhere extends Error {
  override readonly name = 'Elsewhere';

  /** @param args what the command is given instead, first the id of something on the other engine */
  constructor(readonly args: readonly [string, ...unknown[]]) {
    super(`to be done on another engine: ${args[0]}`);
  }
}
