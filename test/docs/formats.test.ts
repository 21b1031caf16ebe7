import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pathOf, withSample } from '../../scripts/generate-formats.ts';
import { EXPORT_FORMATS } from '../../src/codec/export/format.ts';
import { CDEVENT_TYPES } from '../codec/export/cdevents-schema.ts';

test.each(EXPORT_FORMATS)('the page of %s shows what the format writes (npm run generate)', async (name) => {
  const page = readFileSync(pathOf(name), 'utf8');
  expect(page).toBe(await withSample(name, page));
});

test('the page of cloudevents lists every type of CDEvents that is sent, and no other', () => {
  const page = readFileSync(pathOf('cloudevents'), 'utf8');
  const types = [...page.matchAll(/`((?:change|pipelinerun|ticket)\.\w+\.\d\.\d\.\d)`/g)].map(([, type]) => type);
  expect(types.map((type) => `dev.cdevents.${type}`).toSorted()).toEqual(CDEVENT_TYPES.toSorted());
});
