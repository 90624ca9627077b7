import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../../../src/model/failure';
import { defaultSpec, type Shape } from '../../../src/model/spec';
import { render } from '../../../src/model/text';
import { FIELDS } from '../../../src/model/topology-file/fields';
import { readTopologyFile, topologyFile } from '../../../src/model/topology-file/topology-file';

const SHAPES: readonly Shape[] = ['replication', 'sentinel', 'cluster'];

function refusal(content: string): string {
  try {
    readTopologyFile(content, '/work/orders.redis-topology.json');
  } catch (error) {
    if (error instanceof Failure) return `${render(error.what)}: ${error.next ? render(error.next) : ''}`;
    throw error;
  }
  throw new Error('was not refused');
}

test.each(SHAPES)(
  'the shortest %s takes everything else from the wizard, and its name from the file',
  (shape) => {
    const content = JSON.stringify({ shape, image: 'redis:8.0' });
    expect(readTopologyFile(content, '/work/orders.redis-topology.json')).toEqual(
      defaultSpec(shape, 'orders', 'redis:8.0'),
    );
  },
);

test.each(SHAPES)('what is written for a %s reads as the same again', (shape) => {
  const spec = { ...defaultSpec(shape, 'orders', 'redis:8.0'), maxmemoryMb: 64, firstPort: 9000 };
  expect(readTopologyFile(topologyFile(spec), 'other.redis-topology.json')).toEqual(spec);
});

test('what a shape does not know is not written: the file would be refused', () => {
  const spec = { ...defaultSpec('replication', 'orders', 'redis:8.0'), firstSentinelPort: 27_000 };
  expect(topologyFile(spec)).not.toContain('firstSentinelPort');
});

test.each([
  ['{', /is no topology that could be made: it is not JSON/],
  ['[]', /one JSON object/],
  ['{"image":"redis"}', /“shape” must be one of/],
  ['{"shape":"cluster"}', /“image” is missing/],
  ['{"shape":"cluster","image":"redis","sentinels":3}', /“sentinels” means nothing for the shape cluster/],
  ['{"shape":"cluster","image":"redis","masters":"3"}', /“masters” must be a whole number from 3 up/],
  ['{"shape":"cluster","image":"redis","masters":2}', /“masters” must be a whole number from 3 up/],
  ['{"shape":"sentinel","image":"redis","quorum":9}', /“quorum”: The quorum must be between/],
  ['{"shape":"replication","image":"redis","extraConfig":["requirepass x"]}', /“extraConfig”: .*plain text/],
  ['{"shape":"replication","image":"redis","password":"x"}', /“password” means nothing/],
])('%s is refused with the reason', (content, why) => {
  expect(refusal(content)).toMatch(why);
});

test('the schema that the editor completes by knows exactly the fields that are read', () => {
  const file = join(__dirname, '../../../media/redis-topology.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    properties: object;
    allOf: { if: { properties: { shape: { const: Shape } } }; then: { properties: object } }[];
  };
  const all = new Set(SHAPES.flatMap((shape) => Object.keys(FIELDS[shape])));
  expect(new Set(Object.keys(schema.properties))).toEqual(all);
  for (const branch of schema.allOf) {
    const { const: shape } = branch.if.properties.shape;
    expect(new Set(Object.keys(branch.then.properties))).toEqual(new Set(Object.keys(FIELDS[shape])));
  }
});
