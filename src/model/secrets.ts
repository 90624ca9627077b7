/** What must not stand in a spec, a label, an argument or a log. */
export interface Secrets {
  readonly password?: string;
}
