// The only file that knows @vscode/webview-ui-toolkit (deprecated, pinned; docs/architecture.md has the way out).
// Not badge and tag: their templates carry a style attribute, which our CSP refuses.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDivider,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDivider(), vsCodeProgressRing());
}
