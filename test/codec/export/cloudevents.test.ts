import { describe, expect, test } from 'vitest';
import { exportedLine } from '../../../src/codec/export/names/exported-line.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedAccountId } from '../../../src/core/values/ids.ts';
import { aNote, aRejection, aStep, GENESIS, recordOf } from '../../core/sample-drafts.ts';
import { HEAD } from '../../core/sample-facts.ts';
import { CLEAR, PSEUDONYMS } from '../../support/export/exported.ts';
import { cloudEventErrors } from '../hook/cloud-event-schema.ts';
import { cdEventErrors } from './cdevents-schema.ts';
import { exportOf, linesOf } from './records.ts';

const PR = { pr: 43, pr_url: 'https://github.com/acme/widgets/pull/43', sha: HEAD };
const WAY = ['issue_created', 'task_queued', 'pr_created', 'ci_pending', 'ci_failed', 'ci_pending', 'ci_passed'];
const END = ['awaiting_review', 'approved', 'merged', 'closed'];

/** One step after the other, the pull request known from its creation on. */
function walked(states: readonly string[], ref = GENESIS.ref): LoopRecord {
  const drafts = states.map((to, index) => {
    const from = states[index - 1] ?? null;
    return aStep({ from, to, trigger: 'x', ...(index >= 2 && to !== 'closed' ? PR : {}) });
  });
  const record = recordOf(drafts);
  return { ...record, ref, genesis: { ...record.genesis, ref } };
}

async function eventsOf(...records: readonly LoopRecord[]) {
  return linesOf(await exportOf('cloudevents', records)).map((line) => JSON.parse(line));
}

const typesOf = async (record: LoopRecord) => (await eventsOf(record)).map(({ type }) => type);

test('each state of the way has the type that CDEvents have for it', async () => {
  const events = await eventsOf(walked([...WAY, ...END]));
  const told = events.map(({ type, subject, data }) => [type, subject, data.subject?.content ?? null]);
  const uri = 'https://github.com/acme/widgets/issues/42';
  const change = { repository: { id: 'acme/widgets' } };
  const checks = { pipelineName: 'checks', uri: `https://github.com/acme/widgets/commit/${HEAD}/checks` };
  expect(told).toEqual([
    ['dev.cdevents.ticket.created.0.2.0', '42', { summary: 'issue #42', creator: 'octocat-583231', uri }],
    ['dev.cdevents.ticket.updated.0.2.0', '42', { uri }],
    ['dev.cdevents.change.created.0.4.0', '43', change],
    ['dev.cdevents.pipelinerun.started.0.3.0', HEAD, checks],
    ['dev.cdevents.pipelinerun.finished.0.3.0', HEAD, { ...checks, outcome: 'failure' }],
    ['dev.cdevents.pipelinerun.started.0.3.0', HEAD, checks],
    ['dev.cdevents.pipelinerun.finished.0.3.0', HEAD, { ...checks, outcome: 'success' }],
    ['io.github.loopforge.transition', '42', null],
    ['dev.cdevents.change.reviewed.0.3.0', '43', change],
    ['dev.cdevents.change.merged.0.3.0', '43', change],
    ['dev.cdevents.ticket.closed.0.2.0', '42', { uri, resolution: 'completed' }],
  ]);
});

test('CloudEvent and CDEvent say the same, and the CDEvent holds the whole line', async () => {
  const record = walked([...WAY, ...END]);
  const events = await eventsOf(record);
  for (const [index, entry] of entriesOf(record).entries()) {
    const { data, ...event } = events[index];
    const line = exportedLine(record, entry, CLEAR);
    if (entry.to_state === 'awaiting_review') {
      expect(data).toEqual(line);
      continue;
    }
    const { id, source, type, time } = event;
    expect(data.context).toEqual({ specversion: '0.5.1', id, source, type, timestamp: time });
    expect(data.subject.id).toBe(event.subject);
    expect(data.customData).toEqual(line);
    expect(event).toMatchObject({ id: entry.hash, causationid: entry.prev_hash, correlationid: record.record_id });
    expect(event.datacontenttype).toBe('application/cdevents+json');
  }
});

describe('what CDEvents have no type for is told as webhooks tell it', () => {
  const OWN = 'io.github.loopforge.transition';
  const last = async (...drafts: Parameters<typeof recordOf>[0]) => (await typesOf(recordOf(drafts))).at(-1);

  test.each([
    ['a state of another name', aStep({ to: 'shipped', ...PR })],
    ['a state called as what every object has', aStep({ to: 'constructor', ...PR })],
    ['an override: what it says need not have happened', aStep({ to: 'ci_passed', source: 'override', ...PR })],
    ['checks that passed for there are none', aStep({ to: 'ci_passed', flags: ['no_checks'], ...PR })],
    ['coming back from a review', aStep({ from: 'awaiting_review', to: 'ci_passed', ...PR })],
    ['a merge of no known pull request', aStep({ to: 'merged' })],
    ['checks of no known commit', aStep({ to: 'ci_failed', pr: 43 })],
  ])('%s', async (_, draft) => {
    expect(await last(draft)).toBe(OWN);
  });

  test('refusals and notes', async () => {
    expect(await last(aStep(), aRejection())).toBe('io.github.loopforge.rejection');
    expect(await last(aStep(), aNote())).toBe('io.github.loopforge.note');
  });
});

test('a pull request that has no issue is no ticket, and closed without a merge it is given up', async () => {
  const ref = 'https://github.com/acme/widgets/pull/43';
  const given = walked(['issue_created', 'task_queued', 'pr_created'], ref);
  const closing = recordOf([aStep({ from: 'pr_created', to: 'closed', ...PR })]);
  const last = closing.transitions.map((entry) => ({ ...entry, seq: 4 }));
  const types = await typesOf({ ...given, transitions: [...given.transitions, ...last] });
  expect(types).toEqual([
    'io.github.loopforge.transition',
    'io.github.loopforge.transition',
    'dev.cdevents.change.created.0.4.0',
    'dev.cdevents.change.abandoned.0.3.0',
  ]);
});

test('an issue of a repository that is called "pull" is a ticket', async () => {
  const ref = 'https://github.com/acme/pull/issues/42';
  const record = { ...recordOf([aStep(), aStep({ from: 'issue_created', to: 'closed' })]), ref, repo: 'acme/pull' };
  expect(await typesOf(record)).toEqual(['dev.cdevents.ticket.created.0.2.0', 'dev.cdevents.ticket.closed.0.2.0']);
});

test('an issue that was closed without a merge is not completed', async () => {
  const [event] = await eventsOf(recordOf([aStep({ from: 'task_queued', to: 'closed' })]));
  expect(event.data.subject.content).toMatchObject({ resolution: 'closed_unmerged' });
});

test('a pull request of another repository is told as being there', async () => {
  const pr_url = 'https://github.com/octocat/fork/pull/7';
  const [event] = await eventsOf(recordOf([aStep({ to: 'merged', pr: 7, pr_url })]));
  expect(event.data.subject).toEqual({
    id: '7',
    source: 'https://github.com/octocat/fork',
    content: { repository: { id: 'octocat/fork' } },
  });
});

test('who began it is told as far as names may be', async () => {
  const creators = async (record: LoopRecord, names = CLEAR) =>
    JSON.parse(linesOf(await exportOf('cloudevents', [record], names))[0] ?? '').data.subject.content.creator;
  const record = recordOf([aStep()]);
  expect(await creators(record)).toBe('octocat-583231');
  expect(await creators(record, PSEUDONYMS)).toMatch(/^person-[0-9a-f]{10}$/);
  expect(await creators(recordOf([aStep({ actor: null })]))).toBe('unknown');
});

describe('an entry that is too long for an event', () => {
  const long = (change: object) => {
    const record = recordOf([aStep({ ...PR, to: 'merged' })]);
    return { ...record, transitions: record.transitions.map((entry) => ({ ...entry, ...change })) };
  };

  test('is cut to 64 KiB, which is told', async () => {
    const record = long({
      trigger: 'é'.repeat(70_000),
      metadata: { list: Array.from({ length: 9_000 }, () => 'x'.repeat(9)) },
    });
    const [event] = await eventsOf(record);
    expect(event.data.customData.cut).toEqual(['trigger', 'metadata']);
    expect(event.data.customData).not.toHaveProperty('metadata');
    expect(event.data.customData.trigger).toMatch(/^é+… \(\+\d+\)$/);
    expect(event).toMatchObject({ id: record.transitions[0]?.hash, type: 'dev.cdevents.change.merged.0.3.0' });
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(65_536);
    expect(cdEventErrors(event.type, event.data)).toEqual([]);
  });

  test('whatever is too long in it', async () => {
    const name = 'n'.repeat(30_000);
    const record = long({
      trigger: name,
      pr_url: `https://github.com/${name}/b/pull/1`,
      from_state: name,
      flags: [name],
    });
    const actor = { id: trustedAccountId(name), login: name, type: 'User' } as const;
    const item = { ref: name, ref_number: null, repo: `acme/${name}`, record_id: `acme/${name}#1` };
    for (const to_state of ['merged', 'issue_created', 'ci_failed', 'shipped']) {
      const transitions = record.transitions.map((entry) => ({ ...entry, to_state, actor }));
      const text = await exportOf('cloudevents', [{ ...record, ...item, transitions }]);
      expect(Buffer.byteLength(text)).toBeLessThan(65_536);
      const event = JSON.parse(text);
      expect(cloudEventErrors(event)).toEqual([]);
      if (event.type.startsWith('dev.')) expect(cdEventErrors(event.type, event.data)).toEqual([]);
    }
  });
});

test('the schemas of CDEvents refuse what theirs refuse', async () => {
  const [event] = await eventsOf(recordOf([aStep()]));
  const { data, type } = event;
  const { subject, context } = data;
  const wrong = [
    { ...data, more: 1 },
    { ...data, context: { ...context, version: '0.5.1' } },
    { ...data, context: { ...context, timestamp: 'yesterday' } },
    { ...data, subject: { ...subject, type: 'ticket', content: subject.content } },
    { ...data, subject: { ...subject, content: { ...subject.content, uri: undefined } } },
    { ...data, subject: { ...subject, content: { ...subject.content, title: 'x' } } },
    { ...data, customData: 7 },
  ].map((one) => JSON.parse(JSON.stringify(one)));
  expect(wrong.filter((one) => cdEventErrors(type, one).length === 0)).toEqual([]);
  expect(cdEventErrors(type, data)).toEqual([]);
});
