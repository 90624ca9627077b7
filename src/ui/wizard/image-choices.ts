/** An image that the wizard offers. */
export interface ImageChoice {
  readonly image: string;
  /** Whether the engine has it, so that nothing is downloaded. */
  readonly local: boolean;
}

/** Tags of the official images, newest first per product. */
export const wellKnownImages: readonly string[] = [
  'redis:8.0',
  'redis:7.4',
  'redis:7.2',
  'redis:7.0',
  'valkey/valkey:9.1',
  'valkey/valkey:9.0',
  'valkey/valkey:8.1',
  'valkey/valkey:8.0',
  'valkey/valkey:7.2',
];

/** Programs around a server that carry its name. */
const notAServer = /exporter|insight|commander|operator|admin|ui|proxy|benchmark|twemproxy|sentinel/;

/** Whether an image looks like a Redis or Valkey server, from its name alone. */
export function looksLikeServer(image: string): boolean {
  const { name } = parts(image);
  const last = name.split('/').at(-1) ?? '';
  return /(^|[-_.])(redis|valkey|keydb)($|[-_.\d])/.test(last) && !notAServer.test(last);
}

/** What to offer: servers that the engine has, newest first, then well-known tags that it has not. */
export function imageChoices(local: readonly string[]): ImageChoice[] {
  const here = [...new Set(local)].filter(looksLikeServer).sort(byAge);
  const known = here.map(plain);
  return [
    ...here.map((image) => ({ image, local: true })),
    ...wellKnownImages.filter((image) => !known.includes(image)).map((image) => ({ image, local: false })),
  ];
}

/** What Enter takes: the setting, else the newest server on the engine, else the first well-known tag. */
export function defaultImage(setting: string, choices: readonly ImageChoice[]): string {
  return setting.trim() || (choices[0]?.image ?? wellKnownImages[0] ?? 'redis');
}

/** The choices, with an image of the user's own before them when it is not among them. */
export function including(choices: readonly ImageChoice[], image: string): readonly ImageChoice[] {
  const known = image === '' || choices.some((c) => c.image === image);
  return known ? choices : [{ image, local: false }, ...choices];
}

/** Official images first, Redis before Valkey, then numbered tags from the newest down. */
function byAge(a: string, b: string): number {
  const [x, y] = [parts(a), parts(b)];
  return rank(x.name) - rank(y.name) || x.name.localeCompare(y.name) || compareVersions(y.tag, x.tag);
}

function rank(name: string): number {
  const at = ['redis', 'valkey/valkey'].indexOf(name);
  return at < 0 ? 2 : at;
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [versionOf(a), versionOf(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (x[i] ?? -1) - (y[i] ?? -1);
    if (difference !== 0) return difference;
  }
  // Of two tags with one version the shorter is the plainer: "8.0" before "8.0-alpine".
  return b.length - a.length;
}

/** The numbers at the start of a tag; none for "latest": nobody knows how old that one is. */
function versionOf(tag: string): number[] {
  return /^\d+(\.\d+)*/.exec(tag)?.[0].split('.').map(Number) ?? [];
}

const plain = (image: string) => image.replace(/^docker\.io\/(library\/)?/, '');

function parts(image: string): { name: string; tag: string } {
  const [reference = ''] = plain(image).split('@');
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/')
    ? { name: reference.slice(0, colon), tag: reference.slice(colon + 1) }
    : { name: reference, tag: '' };
}
