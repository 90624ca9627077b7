import { type Disposable, window } from 'vscode';
import { isLoopback } from '../model/published';
import { t } from './localise';
import { settings } from './settings';

/** Says what it means when ports are to be published for more than this machine. */
export function warnOfOpenPorts(): Disposable {
  return settings.onPublishOnChange(() => {
    const { publishOn } = settings.containers();
    if (isLoopback(publishOn)) return;
    void window.showWarningMessage(
      t(
        'Topologies that are made from now on will be open to everybody who can reach this machine on {0}. Give them users or a password, and TLS.',
        publishOn,
      ),
    );
  });
}
