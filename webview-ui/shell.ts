import type { ToPage } from '../src/protocol/to-page';

export interface Shell {
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly cspSource: string;
  /** Fresh for every page. */
  readonly nonce: string;
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  /** Messages that the page takes before any other: what was known when it was opened. */
  readonly first?: readonly ToPage[];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (words: string): string => words.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

/**
 * The page's HTML: the way to its script and style, and what it shows first, as text in an attribute. All else comes by
 * message.
 */
export function pageHtml({ scriptUri, styleUri, cspSource, nonce, lang, title, first = [] }: Shell): string {
  const csp = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
  // The toolkit gives the nonce of this meta element to the <style> with which it tests for :focus-visible.
  return `<!DOCTYPE html>
<html lang="${escaped(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(csp)}">
<meta property="csp-nonce" content="${escaped(nonce)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(styleUri)}">
</head>
<body>
<main id="page" data-first="${escaped(JSON.stringify(first))}"></main>
<div id="announcer" class="unseen" aria-live="polite"></div>
<script nonce="${escaped(nonce)}" src="${escaped(scriptUri)}"></script>
</body>
</html>
`;
}
