/** A call that makes text for users, and what is written as its first argument. */
export interface TemplateCall {
  readonly line: number;
  /** The template; undefined where the first argument is no plain literal. */
  readonly template: string | undefined;
}

/** `text(`, `t(` and `l10n.t(`; not methods or getters of the same names, nor where the functions are declared. */
const CALL = /(?<!(?:function|get)\s)(?<![\w$.])(?:vscode\.)?(?:l10n\.t|text|t)\(\s*(?!\{)/g;
const LITERAL = /^(['"`])((?:\\[\s\S]|(?!\1)[^\\])*)\1\s*[,)]/;

/** Every call in a source text that makes text for users. Comments are no source. */
export function templateCalls(source: string): TemplateCall[] {
  const code = withoutComments(source);
  return [...code.matchAll(CALL)].map((call) => {
    const literal = LITERAL.exec(code.slice(call.index + call[0].length));
    const line = code.slice(0, call.index).split('\n').length;
    const written = literal?.[2];
    const plain = written !== undefined && !(literal?.[1] === '`' && written.includes('${'));
    return { line, template: plain ? unescaped(written) : undefined };
  });
}

/** Blanks comments, but not what only looks like one inside a string. */
function withoutComments(source: string): string {
  const pieces = /(['"`])(?:\\[\s\S]|(?!\1)[^\\])*?\1|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
  return source.replace(pieces, (piece) =>
    piece.startsWith('//') || piece.startsWith('/*') ? piece.replace(/[^\n]/g, ' ') : piece,
  );
}

function unescaped(written: string): string {
  return written.replace(/\\u\{?([0-9a-fA-F]+)\}?|\\(.)/gs, (_, hex?: string, plain?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return plain === 'n' ? '\n' : plain === 't' ? '\t' : (plain ?? '');
  });
}

/** The holes of a template, each once, in order. */
export function placeholders(template: string): string[] {
  return [...new Set(template.match(/\{\d+\}/g) ?? [])].sort();
}

/** Whether there is anything to translate: some templates only put things next to each other. */
export function hasWords(template: string): boolean {
  return /\p{L}/u.test(template.replace(/\{\d+\}/g, ''));
}
