/** Owners are told apart by position and label; tints, from the theme's chart colours, only help. */
const CHARTS = ['blue', 'purple', 'green', 'orange', 'yellow', 'red'] as const;

export const tintClass = (tint: number): string => `tint-${tint % CHARTS.length}`;

export interface Palette {
  readonly tint: (n: number) => string;
  /** Of bars that tell how much. */
  readonly heat: string;
  readonly text: string;
  readonly dim: string;
  readonly background: string;
  readonly error: string;
  readonly warning: string;
  readonly family: string;
  /** High contrast: outlines instead of tints. */
  readonly outline: string | undefined;
}

/** The theme's colours for a canvas, which knows no CSS variables. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (...names: string[]) =>
    names.map((n) => style.getPropertyValue(n).trim()).find((v) => v !== '') ?? 'currentColor';
  const outline = style.getPropertyValue('--vscode-contrastBorder').trim() || undefined;
  return {
    tint: (n) => read(`--vscode-charts-${CHARTS[n % CHARTS.length]}`, '--vscode-foreground'),
    // Not orange, which VS Code's own themes make half transparent.
    heat: outline ? read('--vscode-foreground') : read('--vscode-charts-yellow', '--vscode-foreground'),
    text: read('--vscode-foreground'),
    dim: read('--vscode-descriptionForeground', '--vscode-foreground'),
    background: read('--vscode-editor-background'),
    error: read('--vscode-list-errorForeground', '--vscode-editorError-foreground'),
    warning: read('--vscode-list-warningForeground', '--vscode-editorWarning-foreground'),
    family: style.fontFamily,
    outline,
  };
}

let changes = 0;
/** Grows when the theme changes, so that canvases know to draw themselves again. */
export const themeRevision = (): number => changes;

export function onThemeChange(render: () => void): void {
  new MutationObserver(() => {
    changes++;
    render();
  }).observe(document.body, { attributeFilter: ['class'] });
}
