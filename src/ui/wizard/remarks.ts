import * as vscode from 'vscode';
import type { SpecProblem } from '../../model/spec-problems';
import type { Text } from '../../model/text';
import { show } from '../localise';

type Remark = vscode.InputBoxValidationMessage | undefined;

/** What an input box says while its value cannot be accepted. */
export function forbid(what: Text | undefined): Remark {
  return what && { message: show(what), severity: vscode.InputBoxValidationSeverity.Error };
}

/** What an input box says of a value that is allowed but unwise. */
export function warn(what: Text | undefined): Remark {
  return what && { message: show(what), severity: vscode.InputBoxValidationSeverity.Warning };
}

/** The first error among problems, else the first warning. */
export function remarkOn(problems: readonly SpecProblem[]): Remark {
  const error = problems.find((p) => p.severity === 'error');
  return forbid(error?.what) ?? warn(problems[0]?.what);
}
