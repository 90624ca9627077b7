import { ProgressLocation, type ProgressOptions, window } from 'vscode';
import type { Log } from '../../model/log';
import { render } from '../../model/text';
import type { Work } from '../../operations/work';
import { show } from '../localise';
import { VIEW_ID } from '../view-id';

/** Works with the view's own progress bar: for what takes a moment. */
export function workInView<T>(log: Log, work: (work: Work) => Promise<T>): Promise<T> {
  return run(log, { location: { viewId: VIEW_ID } }, work);
}

/** Works with a notification that shows the steps; `cancellable` where stopping half-way is safe. */
export function workInNotification<T>(
  log: Log,
  title: string,
  cancellable: boolean,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  return run(log, { location: ProgressLocation.Notification, title, cancellable }, work);
}

async function run<T>(log: Log, options: ProgressOptions, work: (work: Work) => Promise<T>): Promise<T> {
  return window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    return work({
      signal: abort.signal,
      step: (what) => {
        log.info(render(what));
        progress.report({ message: show(what) });
      },
    });
  });
}
