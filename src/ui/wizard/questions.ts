import type * as vscode from 'vscode';

/** The user pressed the back button. */
export class Back extends Error {
  override readonly name = 'Back';
}

/** Where in a sequence a question stands. */
export interface Place {
  readonly canGoBack: boolean;
  readonly number: { readonly step: number; readonly total: number } | undefined;
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface Pick<T> {
  readonly placeholder: string;
  /** While they are still being found out, the input says that it is busy. */
  readonly items: Promise<readonly Choice<T>[]> | readonly Choice<T>[];
  /** Which item Enter takes. */
  readonly isActive?: (value: T) => boolean;
}

export interface Entry {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly masked?: boolean;
  /** A message of severity Error keeps the value from being accepted; others only inform. */
  readonly validate: (
    value: string,
  ) => Promise<vscode.InputBoxValidationMessage | undefined> | vscode.InputBoxValidationMessage | undefined;
}
