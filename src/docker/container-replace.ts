import { Failure, reasonOf, throwIfCancelled } from '../model/failure';
import { text } from '../model/text';
import { renameContainer, startContainer, stopContainer } from './container-life';
import { type ContainerDifference, likeness } from './container-likeness';
import { inspectContainer, listAllContainers } from './container-list';
import { removeContainer } from './container-remove';
import type { Engine } from './engine';
import { LABEL } from './labels';
import { request } from './request';
import { nameBefore, setAsideName } from './set-aside';
import { createVolume, hasVolume, removeVolume } from './volumes';

/** A container that took another's place; the other is kept, stopped, until one of the two is chosen. */
export interface Replacement {
  readonly id: string;
  /** The old one goes, with what earlier attempts left; their volumes stay. @throws Failure */
  commit(): Promise<void>;
  /**
   * All is as before: the new one goes, the old one runs again under its own name.
   * @param because why the new one may not stay
   * @throws Failure when that cannot be done, with both reasons
   */
  rollback(because: unknown): Promise<void>;
}

/** A server that saves on its end gets this long. s */
const STOP_SECONDS = 30;

/**
 * Puts a container in the place of another: same name, image, options, volumes and networks but for the difference. The
 * old one is stopped and kept under another name. If the new one does not start, or the signal is aborted before it has,
 * all is as before.
 * @param fill puts into the new one, before its start, what it needs of the old
 * @throws Failure, Cancelled
 */
export async function replaceContainer(
  engine: Engine,
  oldId: string,
  difference: ContainerDifference,
  fill: (newId: string, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<Replacement> {
  const old = await inspectContainer(engine, oldId, signal);
  const present = old.Name.replace(/^\//, '');
  // One that was set aside by somebody who did not get to the end gets its name back.
  const name = nameBefore(present, oldId) ?? present;
  if (name !== present) await removeUnborn(engine, name);
  const { volume } = difference;
  const brings = volume && !(await hasVolume(engine, volume.name, signal)) ? volume.name : undefined;
  let isAside = name !== present;
  let made: string | undefined;
  const rollback = async (because: unknown) => {
    try {
      if (made !== undefined) await removeContainer(engine, made, undefined, true);
      if (isAside) await renameContainer(engine, oldId, name);
      if (old.State.Running) await startContainer(engine, oldId);
      if (brings !== undefined) await removeVolume(engine, brings);
    } catch (error) {
      throw notAsBefore(name, because, error);
    }
  };
  throwIfCancelled(signal);
  try {
    // An engine goes on with what it was asked though nobody waits for it: a wish to end is looked at in between.
    await stopContainer(engine, oldId, { timeoutSeconds: STOP_SECONDS });
    throwIfCancelled(signal);
    if (!isAside) await renameContainer(engine, oldId, setAsideName(name, oldId));
    isAside = true;
    const topology = old.Config.Labels?.[LABEL.topology];
    // A volume for a node of ours goes with its topology, as all that bears its label.
    if (volume && topology !== undefined)
      await createVolume(engine, { name: volume.name, labels: { [LABEL.topology]: topology } });
    const what = text('Container {0} could not be made anew', name);
    const wish = { name, ...likeness(old, difference) };
    made = await request(engine, what, async (abortSignal) => {
      return (await engine.docker.createContainer({ ...wish, abortSignal })).id;
    });
    await fill(made, signal);
    throwIfCancelled(signal);
    await startContainer(engine, made);
  } catch (error) {
    await rollback(error);
    throw error;
  }
  return { id: made, rollback, commit: () => removeSetAside(engine, name) };
}

const notAsBefore = (name: string, because: unknown, error: unknown): Failure =>
  new Failure(text('Container {0} could neither be made anew nor put back', name), {
    why: `${reasonOf(because)}; ${reasonOf(error)}`,
    next: text('Its data is still there. Choose Fix… again to go on.'),
    remedies: ['retry', 'showLog'],
    cause: new AggregateError([because, error]),
  });

/** Removes every container that was set aside for another of this name. */
async function removeSetAside(engine: Engine, name: string): Promise<void> {
  const rows = await listAllContainers(engine);
  for (const { facts } of rows.filter((row) => nameBefore(row.facts.name, row.facts.id) === name))
    await removeContainer(engine, facts.id, undefined, true);
}

/** Removes the container that was made to take a place and never started. */
async function removeUnborn(engine: Engine, name: string): Promise<void> {
  const rows = await listAllContainers(engine);
  const unborn = rows.find(({ facts }) => facts.name === name && facts.state === 'created');
  if (unborn) await removeContainer(engine, unborn.facts.id, undefined, true);
}
