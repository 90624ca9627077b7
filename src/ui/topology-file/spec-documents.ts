import { type Disposable, type Uri, workspace } from 'vscode';

/** Documents that hold a spec: its text is their address' query. */
export const SPEC_SCHEME = 'redis-topology-spec';

/** Lets the editor show such documents, read-only. */
export function registerSpecDocuments(): Disposable {
  return workspace.registerTextDocumentContentProvider(SPEC_SCHEME, {
    provideTextDocumentContent: (uri: Uri) => uri.query,
  });
}
