import { Failure } from '../failure';
import { defaultSpec, type Shape, type Spec } from '../spec';
import { specProblems } from '../spec-problems';
import { joinTexts, type Text, text } from '../text';
import { FIELDS, type Field } from './fields';

/** How a topology file is called: `orders.redis-topology.json`. */
export const FILE_ENDING = '.redis-topology.json';

/** The name that a file gives its topology where it names none itself. */
export const nameFromFile = (fileName: string): string =>
  (fileName.split(/[\\/]/).pop() ?? '').replace(FILE_ENDING, '');

/**
 * The spec that a topology file asks for. What it leaves out is as in the wizard.
 * @param fileName names the topology where the file does not
 * @throws Failure saying what is wrong with which field
 */
export function readTopologyFile(content: string, fileName: string): Spec {
  const value = parse(content, fileName);
  const shape = value.shape;
  if (shape !== 'replication' && shape !== 'sentinel' && shape !== 'cluster') {
    throw wrong(fileName, text('“shape” must be one of {0}', 'replication, sentinel, cluster'));
  }
  if (typeof value.image !== 'string') throw wrong(fileName, text('“{0}” is missing', 'image'));
  const problems = fieldProblems(value, shape);
  const [first] = problems;
  if (first) throw wrong(fileName, joinTexts(problems, '; ') ?? first);
  const { $schema: _, ...fields } = value;
  const name = typeof value.name === 'string' ? value.name : nameFromFile(fileName);
  const spec = { ...defaultSpec(shape, name, value.image), ...fields } as Spec;
  const error = specProblems(spec, []).find((p) => p.severity === 'error');
  if (error) throw wrong(fileName, text('“{0}”: {1}', error.field, error.what));
  return spec;
}

/** A spec as the content of a topology file. What is as in the wizard is left out, and what its shape does not know. */
export function topologyFile(spec: Spec): string {
  const usual = Object.entries(defaultSpec(spec.shape, spec.name, spec.image));
  const asUsual = new Map(usual.map(([key, value]) => [key, JSON.stringify(value)]));
  const always = [
    'shape',
    'name',
    'image',
    'replicas',
    'sentinels',
    'quorum',
    'masters',
    'replicasPerMaster',
  ];
  const kept = Object.entries(spec).filter(
    ([key, value]) =>
      key in FIELDS[spec.shape] && (always.includes(key) || asUsual.get(key) !== JSON.stringify(value)),
  );
  return `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`;
}

function parse(content: string, fileName: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw wrong(
      fileName,
      text('it is not JSON: {0}', error instanceof Error ? error.message : String(error)),
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(fileName, text('it must hold one JSON object'));
  }
  return value as Record<string, unknown>;
}

function fieldProblems(value: Record<string, unknown>, shape: Shape): Text[] {
  return Object.entries(value).flatMap(([name, given]) => {
    const field = FIELDS[shape][name];
    if (!field) return [text('“{0}” means nothing for the shape {1}', name, shape)];
    const problem = valueProblem(field, given);
    return problem ? [text('“{0}” must be {1}', name, problem)] : [];
  });
}

function valueProblem(field: Field, value: unknown): Text | undefined {
  switch (field.kind) {
    case 'number':
      return Number.isInteger(value) && (value as number) >= field.least
        ? undefined
        : text('a whole number from {0} up', field.least);
    case 'string':
      return typeof value === 'string' ? undefined : text('a string');
    case 'lines':
      return Array.isArray(value) && value.every((v) => typeof v === 'string')
        ? undefined
        : text('a list of strings');
    case 'true':
      return value === true ? undefined : text('true, or left out');
    case 'one of':
      return field.values.includes(String(value)) ? undefined : text('one of {0}', field.values.join(', '));
  }
}

const wrong = (fileName: string, why: Text) =>
  new Failure(text('{0} is no topology that could be made', fileName.split(/[\\/]/).pop() ?? fileName), {
    next: why,
  });
