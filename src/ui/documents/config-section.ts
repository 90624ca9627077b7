import { text } from '../../model/text';
import { changedSince, linesThatSay } from './config-file';
import { note, type Part, type Section } from './document';

/** A node's own configuration file; undefined text: it could not be read or does not exist. */
export interface ConfigFile {
  readonly path: string;
  readonly content: string | undefined;
}

/**
 * What makes a node differ from the server's defaults: what its configuration file sets, and what has been changed
 * since. Secrets are masked.
 */
export function configSection(
  file: ConfigFile | undefined,
  running: ReadonlyMap<string, string> | undefined,
): Section {
  const title = text('Configuration that differs from the default');
  if (!file) return { title, parts: [note(text('The server was started without a configuration file.'))] };
  const { path, content } = file;
  if (content === undefined) return { title, parts: [note(text('{0} could not be read.', path))] };
  const parts: Part[] = [note(text('Set by {0}:', path)), { kind: 'lines', lines: linesThatSay(content) }];
  const changed = running ? changedSince(content, running) : [];
  if (changed.length > 0) {
    parts.push(note(text('Changed since, while it ran:')), {
      kind: 'table',
      head: [text('Directive'), text('Before'), text('Now')],
      rows: changed.map((c) => [
        c.directive,
        c.inFile ? c.expected : text('{0} (default)', c.expected),
        c.running,
      ]),
    });
  }
  return { title, parts };
}
