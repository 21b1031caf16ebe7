import { CloudEvent } from 'cloudevents';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from '../../../src/codec/text/json-text.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import { CLEAR, PSEUDONYMS } from '../../support/export/exported.ts';
import { hostileRecords } from '../../support/export/hostile-record.ts';
import { cloudEventErrors } from '../hook/cloud-event-schema.ts';
import { CDEVENT_TYPES, cdEventErrors } from './cdevents-schema.ts';
import { ocsfErrors } from './ocsf-schema.ts';
import { exportOf, linesOf, madeUpRecords, storyRecords, vectorRecords } from './records.ts';

/*
 * Every line of a large export is what its format says: what both lifecycles made of all stories, records of every kind of
 * entry, made-up ones whose texts are anything, and such as are full of hostile ones.
 */

const RECORDS = [...storyRecords(), ...vectorRecords(), ...madeUpRecords(500), ...hostileRecords()];
const HASHES = RECORDS.flatMap(entriesOf).map(({ hash }) => hash);

/** What a reader of lines, a terminal or an editor would stumble over. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test('the export is large', () => {
  expect(HASHES.length).toBeGreaterThan(3_000);
});

test.each(['cloudevents', 'ocsf'] as const)('with pseudonyms nobody stands in %s, and no salt', async (name) => {
  const records = storyRecords();
  const actors = records.flatMap(entriesOf).flatMap(({ actor }) => (actor !== null && 'login' in actor ? [actor] : []));
  const logins = new Set(actors.map(({ login }) => login));
  const lines = linesOf(await exportOf(name, records, PSEUDONYMS));
  expect([...logins].filter((login) => lines.some((line) => line.includes(login)))).toEqual([]);
  expect(lines.filter((line) => /"(?:salts|login)":/.test(line))).toEqual([]);
  expect(logins.size).toBeGreaterThan(1);
});

describe.each([CLEAR, PSEUDONYMS])('CloudEvents with names as %j', async (names) => {
  const text = await exportOf('cloudevents', RECORDS, names);
  const lines = linesOf(text);
  const events = lines.map((line) => JSON.parse(line));

  test('are one for every entry, in order', () => {
    expect(events.map(({ id }) => id)).toEqual(HASHES);
  });

  test('are lines that nobody stumbles over, the same every time', async () => {
    expectPlain(lines);
    expect((await exportOf('cloudevents', RECORDS, names)) === text).toBe(true);
  });

  test('are such by the standard, and come back from its SDK', () => {
    expect(events.flatMap(cloudEventErrors)).toEqual([]);
    for (const event of events) {
      const read = new CloudEvent(event, true);
      expect(read.validate()).toBe(true);
      expect(timeless(JSON.parse(JSON.stringify(read)))).toEqual(timeless(event));
    }
  });

  test('are CDEvents by their schemas wherever they say so', () => {
    const told = events.filter(({ type }) => type.startsWith('dev.cdevents.'));
    expect(told.flatMap(({ type, data }) => cdEventErrors(type, data))).toEqual([]);
    expect(new Set(told.map(({ type }) => type))).toEqual(new Set(CDEVENT_TYPES));
  });
});

describe.each([CLEAR, PSEUDONYMS])('OCSF with names as %j', async (names) => {
  const text = await exportOf('ocsf', RECORDS, names);
  const lines = linesOf(text);
  const events = lines.map((line) => JSON.parse(line));

  test('is an event for every entry, in order', () => {
    expect(events.map(({ metadata }) => metadata.uid)).toEqual(HASHES);
  });

  test('is lines that nobody stumbles over, the same every time', async () => {
    expectPlain(lines);
    expect((await exportOf('ocsf', RECORDS, names)) === text).toBe(true);
  });

  test('is OCSF by the schema that the docs show', () => {
    expect(events.flatMap((event) => ocsfErrors(event).map((error) => `${event.message}: ${error}`))).toEqual([]);
  });
});

function expectPlain(lines: readonly string[]): void {
  expect(lines.filter((line) => UNSEEN.test(line))).toEqual([]);
  expect(lines.filter((line) => parseJsonText(line).kind !== 'json')).toEqual([]);
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(65_536);
}

/** The SDK writes moments with milliseconds. */
function timeless({ time, ...event }: { readonly time: string; readonly [attribute: string]: unknown }) {
  return { ...event, time: Date.parse(time) };
}
