/** A value as a configuration file takes it: quoted, with the escapes of sdssplitargs (sds.c). */
export function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, (c) => `\\${c}`)}"`;
}
