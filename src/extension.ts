import { type ExtensionContext, ExtensionMode, window } from 'vscode';
import { topologyLabApi } from './api/serve';
import type { TopologyLabApi } from './api/types';
import type { PageCall } from './protocol/to-host';
import type { Lab } from './topology/lab';
import { Migrations } from './topology/migrations';
import { registerTools } from './ui/assistant/register-tools';
import type { Parts } from './ui/commands/parts';
import { registerCommands } from './ui/commands/register-commands';
import { keepContextKeys } from './ui/context-keys';
import { InspectDocuments } from './ui/documents/inspect';
import { showVerifyReport } from './ui/documents/verify-report';
import { followDockerContext } from './ui/follow-docker-context';
import { makeStations } from './ui/make-stations';
import { NodeLogs } from './ui/node-logs';
import { OfEachStation } from './ui/of-each-station';
import { homesOn } from './ui/panel/homes';
import { Panels } from './ui/panel/panels';
import { TimelineStorage } from './ui/panel/timeline-storage';
import { partsOn } from './ui/parts-on';
import { settings } from './ui/settings';
import { StatusBar } from './ui/status-bar';
import { TopologyCodeLenses } from './ui/topology-file/code-lenses';
import { registerSpecDocuments } from './ui/topology-file/spec-documents';
import { registerTasks } from './ui/topology-file/tasks';
import { TopologyView } from './ui/tree/tree-view';
import { warnOfOpenPorts } from './ui/warn-of-open-ports';

/** What host tests look at; given to nobody else. */
export interface TestApi extends TopologyLabApi {
  readonly lab: Lab;
  readonly parts: Parts;
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
  const migrations = new Migrations();
  const stations = makeStations(context, log, migrations);
  const logs = new OfEachStation(stations, ({ lab }) => new NodeLogs(lab, log));
  const documents = new InspectDocuments(stations);
  const timelines = new OfEachStation(
    stations,
    ({ lab, timeline }) => new TimelineStorage(context.workspaceState, timeline, lab.store, log),
  );
  flush = async () => void (await Promise.all(timelines.all.map((one) => one.flush())));
  const view = new TopologyView(stations, log);
  const runCall = async (id: string, call: PageCall) =>
    (await import('./ui/commands/page-calls')).runPageCall(parts.at(id), id, call);
  const panels: Panels = new Panels(context, homesOn(stations, migrations), runCall, log);
  // It may hold a password: not kept on disk, so terminals restored after a reload have it no more.
  context.environmentVariableCollection.persistent = false;
  const parts = partsOn(stations.main, {
    stations,
    log,
    migrations,
    version: String(context.extension.packageJSON.version),
    openDashboard: (topologyId, wanted) => panels.open(topologyId, wanted),
    inspect: (nodeId) => documents.show(nodeId),
    followLogs: (nodeId) => logs.of(stations.of(nodeId) ?? stations.main)?.show(nodeId),
    showVerifyReport,
    reveal: (id) => view.reveal(id),
    terminalEnvironment: context.environmentVariableCollection,
    storageFolder: context.globalStorageUri.fsPath,
    showLog: () => log.show(),
  });
  // Disposed in this order: what looks at the engines goes before them, and the log last.
  context.subscriptions.push(
    followDockerContext(stations),
    settings.onDiscoveryChange(() => {
      for (const { lab } of stations.all) lab.discoveryChanged();
    }),
    warnOfOpenPorts(),
    registerCommands(parts),
    keepContextKeys(stations),
    new StatusBar(stations),
    new TopologyCodeLenses(stations),
    registerSpecDocuments(),
    registerTasks(stations),
    registerTools(parts),
    stations.each(({ lab }) => ({ dispose: () => panels.closeOf(lab) })),
    panels,
    timelines,
    documents,
    logs,
    view,
    stations,
    log,
  );
  const api = topologyLabApi(parts);
  if (context.extensionMode !== ExtensionMode.Test) return api;
  return { ...api, lab: stations.main.lab, parts, view, activationMs: performance.now() - start };
}
