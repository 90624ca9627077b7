import { parseArgs } from 'node:util';

export interface StartOptions {
  /** No sample topology. */
  readonly empty: boolean;
  /** The sample, and an engine that we started, stay when we end. */
  readonly keep: boolean;
  /** Does everything once, looks whether it works, and ends. */
  readonly check: boolean;
  /** Port of the VS Code in the browser. */
  readonly port: number | undefined;
}

/** Reads what stands behind `npm start --`. */
export function startOptions(args: string[]): StartOptions {
  const flag = { type: 'boolean', default: false } as const;
  const options = { empty: flag, keep: flag, check: flag, port: { type: 'string' } } as const;
  const { values } = parseArgs({ args, options });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65536)) {
    throw new Error(`--port ${values.port}: a port is a number from 1 to 65535`);
  }
  return { empty: values.empty, keep: values.keep, check: values.check, port };
}
