/** A file of an export, by its path within the chosen folder. */
export interface ExportedFile {
  readonly path: string;
  readonly content: string;
  /** Permission bits: 0600 for what holds a secret. */
  readonly mode: number;
}
