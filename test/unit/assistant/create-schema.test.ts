import { expect, test } from 'vitest';
import { FIELDS, type Field } from '../../../src/model/topology-file/fields';
import { readJson } from '../manifest/project';

interface Property {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
}

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly inputSchema: { readonly properties: Readonly<Record<string, Property>> };
    }[];
  };
}

const known: Readonly<Record<string, Field>> = {
  ...FIELDS.replication,
  ...FIELDS.sentinel,
  ...FIELDS.cluster,
};

/** How a field of a topology file is said to an assistant. */
function propertyOf(field: Field): Property {
  switch (field.kind) {
    case 'number':
      return { type: 'integer', minimum: field.least };
    case 'string':
      return { type: 'string' };
    case 'lines':
      return { type: 'array' };
    case 'true':
      return { type: 'boolean' };
    case 'one of':
      return { type: 'string', enum: field.values };
  }
}

test('what an assistant may ask for is what a topology file may hold, and no secret is among it', () => {
  const { languageModelTools } = readJson<Manifest>('package.json').contributes;
  const tool = languageModelTools.find(({ name }) => name === 'redisTopology_create');
  const { engine, ...properties } = tool?.inputSchema.properties ?? {};
  expect(engine?.type).toBe('string');
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(['auth', 'appRights', 'tls', 'clients']));
  for (const [name, property] of Object.entries(properties)) {
    const field = known[name];
    expect(field && property, name).toMatchObject(field ? propertyOf(field) : {});
  }
});
