/** The first word of a line, in small letters, and what follows it. */
export type Directive = readonly [name: string, ...values: string[]];

/** A configuration's lines as their words (sdssplitargs in the server's sds.c); comments left out. */
export function directivesIn(content: string): Directive[] {
  return content.split('\n').flatMap((line): Directive[] => {
    const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
      ([, double, single, bare]) => double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '',
    );
    const [name = '', ...values] = words;
    return name === '' || name.startsWith('#') ? [] : [[name.toLowerCase(), ...values]];
  });
}

/** A port's number; undefined for everything else, 0 too, which closes the port. */
export function portIn(value: string | undefined): number | undefined {
  const port = Number(value);
  return value !== undefined && /^\d{1,5}$/.test(value) && port > 0 && port < 65_536 ? port : undefined;
}
