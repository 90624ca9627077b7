import { Failure } from '../../model/failure';
import { text } from '../../model/text';

/**
 * A row's menu whose row was drawn anew at that moment passes its command nothing where the row and the selected rows
 * should be; the palette passes no argument at all. To ask "which one?" would puzzle who has just clicked on one.
 * @throws Failure
 */
export function refuseLostRow(args: readonly unknown[]): void {
  if (args.length > 1 && args[0] === undefined) {
    throw new Failure(text('This row has just changed. Choose the command again.'));
  }
}
