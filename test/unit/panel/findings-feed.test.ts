import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/findings/finding';
import { findings } from '../../../src/model/findings/findings';
import { parseToPage } from '../../../src/protocol/to-page';
import { FindingsFeed } from '../../../src/ui/panel/findings-feed';
import { answering, changed, replication } from '../findings/broken';
import { master } from '../model/observed';

const two = changed(replication(), { n2: answering(master()) });

test('a page is told of findings when they are others than it has, and of their end', () => {
  let now: readonly Finding[] = [];
  const feed = new FindingsFeed({ of: () => now, onChange: () => () => {} });
  expect(feed.news('t')).toBeUndefined();
  now = findings(two, 1);
  expect(feed.news('t')).toBe(now);
  expect(feed.news('t')).toBeUndefined();
  feed.forget();
  expect(feed.news('t')).toBe(now);
  now = [];
  expect(feed.news('t')).toEqual([]);
  expect(feed.news('t')).toBeUndefined();
});

test('findings pass the check at the page’s door, and what is none does not', () => {
  const message = { kind: 'findings', findings: findings(two, 1) };
  expect(parseToPage(JSON.parse(JSON.stringify(message)))).toEqual(JSON.parse(JSON.stringify(message)));
  expect(parseToPage({ kind: 'findings', findings: [{ id: 'x' }] })).toBeUndefined();
  expect(parseToPage({ kind: 'findings' })).toBeUndefined();
});
