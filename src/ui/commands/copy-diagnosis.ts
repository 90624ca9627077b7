import { env, window } from 'vscode';
import { diagnosis } from '../../model/diagnosis';
import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { t, translate } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Copies all that is known of a topology and of what is wrong with it, as Markdown without secrets. */
export const copyDiagnosis: Command = async ({ lab, examinations, version }, args) => {
  const chosen = await chooseTopology(lab, args, text('Whose diagnosis?'), 'showable');
  await lab.askAll(chosen.id);
  const found = await examinations.examine(chosen.id);
  const topology = examinations.examined(chosen.id);
  if (!topology) throw new Failure(text('This topology is no longer there.'));
  const { engine } = lab.store;
  const at = {
    now: lab.now(),
    engine: engine.kind === 'ready' ? `Docker ${engine.version} (${engine.name})` : '',
    extension: version,
  };
  await env.clipboard.writeText(diagnosis(topology, found, at, translate));
  window.setStatusBarMessage(t('Copied the diagnosis of {0}', topology.name), 3000);
};
