/** How the page is bundled: as it is shipped, and as the page tests show it. */
export const page = {
  entryPoints: { page: 'webview-ui/page.ts' },
  outdir: 'dist',
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  // The toolkit's own minified bundle is 120 KB smaller than what tree shaking leaves of its modules.
  alias: { '@vscode/webview-ui-toolkit': '@vscode/webview-ui-toolkit/dist/toolkit.min.js' },
};
