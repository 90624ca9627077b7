import type { Command } from './parts';

/** Shows the extension's own log. */
export const showLog: Command = async (parts) => parts.showLog();
