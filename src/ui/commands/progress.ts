import { ProgressLocation, type ProgressOptions, window } from 'vscode';
import type { Log } from '../../model/log';
import { render, type Text } from '../../model/text';
import type { Work } from '../../operations/work';
import { show } from '../localise';
import { VIEW_ID } from '../view-id';

type Act<T> = (work: Work, report: (line: Text) => void) => Promise<T>;

/** Works with the view's own progress bar: for what takes a moment. */
export function workInView<T>(log: Log, work: (work: Work) => Promise<T>): Promise<T> {
  return run(log, { location: { viewId: VIEW_ID } }, work);
}

/**
 * Works with a notification that shows the steps, and what is reported between them, which the log is not told.
 * `cancellable` where stopping half-way is safe.
 */
export function workInNotification<T>(
  log: Log,
  title: string,
  cancellable: boolean,
  work: Act<T>,
): Promise<T> {
  return run(log, { location: ProgressLocation.Notification, title, cancellable }, work);
}

async function run<T>(log: Log, options: ProgressOptions, work: Act<T>): Promise<T> {
  return window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const report = (line: Text) => progress.report({ message: show(line) });
    const step = (what: Text) => {
      log.info(render(what));
      report(what);
    };
    return work({ signal: abort.signal, step }, report);
  });
}
