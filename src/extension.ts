import { type ExtensionContext, ExtensionMode, window } from 'vscode';
import { type TopologyLabApi, topologyLabApi } from './api';
import type { PageCall } from './protocol';
import { Examinations } from './topology/examination';
import { History } from './topology/history';
import { Lab } from './topology/lab';
import { Migrations } from './topology/migrations';
import { Timelines } from './topology/timeline';
import { registerTools } from './ui/assistant/register-tools';
import type { Parts } from './ui/commands/parts';
import { registerCommands } from './ui/commands/register-commands';
import { keepContextKeys } from './ui/context-keys';
import { InspectDocuments } from './ui/documents/inspect';
import { showVerifyReport } from './ui/documents/verify-report';
import { followDockerContext } from './ui/follow-docker-context';
import { NodeLogs } from './ui/node-logs';
import { Panels } from './ui/panel/panels';
import { TimelineStorage } from './ui/panel/timeline-storage';
import { settings } from './ui/settings';
import { StatusBar } from './ui/status-bar';
import { TopologyCodeLenses } from './ui/topology-file/code-lenses';
import { registerSpecDocuments } from './ui/topology-file/spec-documents';
import { registerTasks } from './ui/topology-file/tasks';
import { TopologyView } from './ui/tree/tree-view';
import { askForTopology } from './ui/wizard/create-wizard';

/** What host tests look at; given to nobody else. */
export interface TestApi extends TopologyLabApi {
  readonly lab: Lab;
  readonly view: TopologyView;
  /** How long activation took once the code was loaded, ms. */
  readonly activationMs: number;
}

/** What is still to be written when the window goes; set by the activation. */
let flush: () => Promise<void> = async () => {};

/** The editor waits for this before it ends the extension. */
export const deactivate = (): Promise<void> => flush();

/** Makes the parts and connects them. Touches no engine: that begins when somebody looks or asks for something. */
export function activate(context: ExtensionContext): TopologyLabApi | TestApi {
  const start = performance.now();
  const log = window.createOutputChannel('Redis Topology Lab', { log: true });
  const lab = new Lab({
    endpoint: settings.endpoint,
    log,
    intervalMs: settings.pollIntervalMs,
    discovery: settings.discovery,
    secrets: context.secrets,
  });
  const logs = new NodeLogs(lab, log);
  const documents = new InspectDocuments(lab);
  const history = new History(lab.store, lab.now, settings.pollIntervalMs);
  const timeline = new Timelines(lab);
  const timelineStorage = new TimelineStorage(context.workspaceState, timeline, lab.store, log);
  flush = () => timelineStorage.flush();
  const migrations = new Migrations();
  const examinations = new Examinations(lab, (id) => migrations.of(id) !== undefined);
  const view = new TopologyView(lab, log, examinations);
  const runCall = async (id: string, call: PageCall) =>
    (await import('./ui/commands/page-calls')).runPageCall(parts, id, call);
  const records = { history, timeline, migrations, findings: examinations };
  const panels: Panels = new Panels(context, lab, runCall, log, records);
  // It may hold a password: not kept on disk, so terminals restored after a reload have it no more.
  context.environmentVariableCollection.persistent = false;
  const parts: Parts = {
    lab,
    log,
    timeline,
    migrations,
    examinations,
    version: String(context.extension.packageJSON.version),
    askForTopology: () => askForTopology(lab, log),
    openDashboard: (topologyId, wanted) => panels.open(topologyId, wanted),
    inspect: (nodeId) => documents.show(nodeId),
    followLogs: (nodeId) => logs.show(nodeId),
    showVerifyReport,
    reveal: (id) => view.reveal(id),
    terminalEnvironment: context.environmentVariableCollection,
    showLog: () => log.show(),
  };
  // Disposed in this order: what looks at the lab goes before the lab, and the log last.
  context.subscriptions.push(
    followDockerContext(lab),
    settings.onDiscoveryChange(() => lab.discoveryChanged()),
    registerCommands(parts),
    keepContextKeys(lab.store),
    new StatusBar(lab),
    new TopologyCodeLenses(lab),
    registerSpecDocuments(),
    registerTasks(lab),
    registerTools(parts),
    panels,
    timelineStorage,
    timeline,
    history,
    documents,
    logs,
    view,
    examinations,
    lab,
    log,
  );
  const api = topologyLabApi(lab, examinations);
  if (context.extensionMode !== ExtensionMode.Test) return api;
  return { ...api, lab, view, activationMs: performance.now() - start };
}
