import { expect, it } from '@jest/globals';
import { planFiles } from '../../src/api/divisions/directory/directory-plan.js';

const delta = (from: number, till: number) => ({
  url: `${String(from)}-${String(till)}`,
  unix_time_from: from,
  unix_time_till: till,
});

it('leaves out deltas that lead nowhere beyond one before them, in whatever order they are listed', () => {
  const deltas = [delta(20, 30), delta(30, 40), delta(10, 30), delta(10, 20), delta(25, 40)];
  const manifest = { base_version: { unix_time: 10, url: 'base' }, deltas };
  const urls = (version?: number) => planFiles(manifest, { version }).files.map(({ url }) => url);
  expect(urls()).toEqual(['base', '10-20', '10-30', '25-40']);
  expect(urls(10)).toEqual(['10-20', '10-30', '25-40']);
  expect(urls(20)).toEqual(['10-30', '25-40']);
  expect(urls(40)).toEqual([]);
});
