/** What a suite inside an extension host says of itself. */
export interface HostResults {
  readonly passed: string[];
  readonly failed: { title: string; message: string }[];
  readonly pending: string[];
}
