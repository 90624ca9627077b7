import {
  CodeLens,
  type CodeLensProvider,
  type Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
} from 'vscode';
import { capabilities } from '../../model/actions';
import { Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { FILE_ENDING, readTopologyFile } from '../../model/topology-file/topology-file';
import { ofName } from '../../topology/of-name';
import type { Stations } from '../../topology/stations';
import type { CommandId } from '../commands/command-ids';
import { failureSentence } from '../failure-sentence';
import { t } from '../localise';

/** What can be done to the topology that a file asks for, above the file's first line. */
export class TopologyCodeLenses implements CodeLensProvider, Disposable {
  readonly #stations: Stations;
  readonly #changed = new EventEmitter<void>();
  readonly #registration: Disposable;
  readonly #unsubscribe: () => void;
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(stations: Stations) {
    this.#stations = stations;
    this.#registration = languages.registerCodeLensProvider({ pattern: `**/*${FILE_ENDING}` }, this);
    this.#unsubscribe = stations.subscribe((change) => {
      if (change?.kind !== 'topology') this.#changed.fire();
    });
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    // Somebody looks at such a file: whether its topology exists is worth asking the engines.
    // Those that cannot be reached: what can be offered then is said when a lens is pressed.
    await Promise.allSettled(this.#stations.all.map(({ lab }) => lab.connect()));
    const at = new Range(0, 0, 0, 0);
    const lens = (title: string, command: CommandId | '', ...args: unknown[]) =>
      new CodeLens(at, { title, command, arguments: args });
    let name: string;
    try {
      name = readTopologyFile(document.getText(), document.fileName).name;
    } catch (error) {
      if (error instanceof Failure) return [lens(failureSentence(error), '')];
      throw error;
    }
    const uri = document.uri;
    const topology = this.#stations.all.map(({ lab }) => ofName(lab, name)).find((one) => one);
    if (!topology) return [lens(t('Create'), 'redisTopologyLab.upFromFile', uri)];
    return [
      ...(startable(topology) ? [lens(t('Start'), 'redisTopologyLab.upFromFile', uri)] : []),
      ...(stoppable(topology) ? [lens(t('Stop'), 'redisTopologyLab.stopAll', topology.id)] : []),
      lens(t('Open Dashboard'), 'redisTopologyLab.openDashboard', topology.id),
      lens(t('Show Differences'), 'redisTopologyLab.showFileDifferences', uri),
      lens(t('Remove'), 'redisTopologyLab.removeTopology', topology.id),
    ];
  }

  dispose(): void {
    this.#unsubscribe();
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

const startable = ({ nodes }: TopologySnapshot) => nodes.some((n) => capabilities(n).includes('startable'));
const stoppable = ({ nodes }: TopologySnapshot) => nodes.some((n) => capabilities(n).includes('stoppable'));
