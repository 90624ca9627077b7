import { ThemeColor, ThemeIcon } from 'vscode';
import type { Level } from '../../model/snapshot';

/** A shape of its own for each level: colour only repeats what the shape says. */
export function healthIcon(level: Level): ThemeIcon {
  switch (level) {
    case 'ok':
      return new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed'));
    case 'warning':
      return new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground'));
    case 'error':
      return new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground'));
    case 'off':
      return new ThemeIcon('circle-outline', new ThemeColor('disabledForeground'));
    case 'pending':
      return new ThemeIcon('loading~spin');
  }
}
