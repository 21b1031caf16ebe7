import { describe, expect, test } from 'vitest';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedAccountId } from '../../../src/core/values/ids.ts';
import { aNote, aRejection, aStep, GENESIS, recordOf, saying } from '../../core/sample-drafts.ts';
import { HEAD } from '../../core/sample-facts.ts';
import { CLEAR, PSEUDONYMS } from '../../support/export/exported.ts';
import { ocsfErrors } from './ocsf-schema.ts';
import { exportOf, linesOf } from './records.ts';

const PR = { pr: 43, pr_url: 'https://github.com/acme/widgets/pull/43', sha: HEAD };

async function eventsOf(record: LoopRecord, names = CLEAR) {
  return linesOf(await exportOf('ocsf', [record], names)).map((line) => JSON.parse(line));
}

const APPROVED = aStep({ from: 'awaiting_review', to: 'approved', trigger: 'review.approved', ...PR });

test('a step is an update of the item that came about', async () => {
  const record = recordOf([aStep(), APPROVED]);
  const [, event] = await eventsOf(record);
  const [, entry] = record.transitions;
  expect(event).toMatchObject({
    activity_id: 3,
    activity_name: 'Update',
    category_uid: 3,
    class_uid: 3004,
    type_uid: 300403,
    type_name: 'Entity Management: Update',
    severity_id: 1,
    status_id: 1,
    time: Date.parse('2026-11-22T08:00:00Z'),
    message: 'acme/widgets#42: from awaiting_review to approved',
    metadata: {
      version: '1.8.0',
      uid: entry?.hash,
      sequence: 2,
      correlation_uid: 'acme/widgets#42',
      logged_time: Date.parse('2026-11-22T12:00:00Z'),
    },
    actor: { user: { uid: '583231', name: 'octocat-583231', type: 'User', type_id: 1 } },
    entity: { type_id: 99, type: 'Issue', uid: 'acme/widgets#42', data: { state: 'awaiting_review' } },
    entity_result: { uid: 'acme/widgets#42', data: { state: 'approved' } },
    unmapped: { loopforge: { hash: entry?.hash, prev_hash: entry?.prev_hash, seq: 2, pr: 43, sha: HEAD } },
  });
});

test.each([
  ['https://github.com/acme/widgets/issues/42', 'Issue'],
  ['https://github.com/acme/widgets/pull/42', 'Pull request'],
  ['https://github.com/acme/pull/issues/42', 'Issue'],
  ['https://github.com/pull/widgets/issues/42', 'Issue'],
  ['https://github.com/pull/pull/pull/42', 'Pull request'],
])('the item at %s is of the type "%s"', async (ref, type) => {
  const [event] = await eventsOf({ ...recordOf([aStep()]), ref });
  expect(event.entity.type).toBe(type);
});

test('each kind of entry is sorted, and sorted so that a rule can tell', async () => {
  const record = recordOf([
    aStep(),
    APPROVED,
    aStep({ from: 'approved', to: 'merged', source: 'override' }),
    aRejection(),
    saying('accept', { seq: 4 }),
    aNote(),
  ]);
  const rows = (await eventsOf(record)).map((event) =>
    ['type_name', 'severity', 'status', 'status_code'].map((name) => event[name] ?? '-').join(' | '),
  );
  expect(rows).toEqual([
    'Entity Management: Create | Informational | Success | -',
    'Entity Management: Update | Informational | Success | -',
    'Entity Management: Update | Low | Success | -',
    'Entity Management: Update | Medium | Failure | gate_not_met',
    'Entity Management: Other | Low | Success | -',
    'Entity Management: Other | Informational | Success | -',
  ]);
});

test('a refusal says why, and changes nothing', async () => {
  const [event] = await eventsOf(recordOf([aRejection({ message: 'No.' })]));
  expect(event).toMatchObject({
    status_detail: 'No.',
    message: 'acme/widgets#42: refused from issue_created to merged',
  });
  expect(event).not.toHaveProperty('entity_result');
});

test('the reason of an override is the comment', async () => {
  const [event] = await eventsOf(recordOf([aStep({ source: 'override', metadata: { reason: 'By phone.' } })]));
  expect(event.comment).toBe('By phone.');
});

test('nobody made it, and whoever made it is no person', async () => {
  const types = (['Bot', 'Agent', 'Unknown'] as const).map((type) =>
    aStep({ actor: { id: trustedAccountId('7'), login: 'hubot', type } }),
  );
  const events = await eventsOf(recordOf([aStep({ actor: null }), ...types]));
  expect(events.map(({ actor }) => actor?.user.type_id ?? null)).toEqual([null, 99, 99, 0]);
});

test('with pseudonyms there is the pseudonym alone', async () => {
  const drafts = [aStep({ metadata: { reason: 'octocat said so' } }), aRejection({ message: 'octocat-583231 did it' })];
  const record = recordOf(drafts);
  const text = await exportOf('ocsf', [record], PSEUDONYMS);
  expect(text).not.toMatch(/octocat|583231/);
  const [event] = await eventsOf(record, PSEUDONYMS);
  expect(event.actor.user).toEqual({ uid: expect.stringMatching(/^person-[0-9a-f]{10}$/), type: 'User', type_id: 1 });
  expect(event).not.toHaveProperty('comment');
});

test('an item on no GitHub is a work item', async () => {
  const record = recordOf([aStep()]);
  const genesis = { ...GENESIS, host: null, repo: null, ref: 'wi-7', ref_number: null, record_id: 'loop-0123abcd' };
  const [event] = await eventsOf({ ...record, ...genesis, genesis });
  expect(event.entity).toMatchObject({ type: 'Work item', uid: 'loop-0123abcd', name: 'wi-7' });
});

test('what is too long for an event is cut, which is told', async () => {
  const record = recordOf([aStep(), aRejection()]);
  const rejections = record.rejections.map((entry) => ({
    ...entry,
    message: 'm'.repeat(70_000),
    needs: [
      { kind: 'failed' as const, names: Array.from({ length: 9_000 }, (_, index) => `check ${index}`), counts: {} },
    ],
  }));
  const text = linesOf(await exportOf('ocsf', [{ ...record, rejections }]))[1] ?? '';
  const event = JSON.parse(text);
  expect(Buffer.byteLength(text)).toBeLessThan(65_536);
  expect(event.metadata.is_truncated).toBe(true);
  expect(event.unmapped.loopforge.cut).toEqual(['message', 'needs']);
  expect(event.status_detail).toMatch(/^m+… \(\+\d+\)$/);
  expect(ocsfErrors(event)).toEqual([]);
});

test('words of a newer release are told like others, and cut like others', async () => {
  const word = 'newer'.repeat(20_000);
  const record = recordOf([aStep(), aRejection(), aNote()]);
  const newer = (text: string) => ({
    ...record,
    transitions: record.transitions.map((entry) => ({ ...entry, source: text, flags: [text] })),
    rejections: record.rejections.map((entry) => ({ ...entry, code: text })),
    notes: record.notes.map((entry) => ({ ...entry, kind: text, trigger: text })),
  });
  const linesWith = async (text: string) => linesOf(await exportOf('ocsf', [JSON.parse(JSON.stringify(newer(text)))]));
  const [, refusal, note] = (await linesWith('newer')).map((line) => JSON.parse(line));
  expect(refusal.status_code).toBe('newer');
  expect(note.metadata.event_code).toBe('newer');
  expect([refusal, note].flatMap(ocsfErrors)).toEqual([]);
  for (const line of await linesWith(word)) {
    expect(Buffer.byteLength(line)).toBeLessThan(65_536);
    expect(ocsfErrors(JSON.parse(line))).toEqual([]);
  }
});

test('whatever is too long in it', async () => {
  const name = 'n'.repeat(30_000);
  const actor = { id: trustedAccountId(name), login: name, type: 'User' } as const;
  const record = recordOf([APPROVED]);
  const transitions = record.transitions.map((entry) => ({
    ...entry,
    ...{ from_state: name, to_state: name, trigger: name, pr_url: name, flags: [name], actor },
    metadata: { reason: name, [name]: name },
  }));
  const item = { ref: name, repo: `acme/${name}`, record_id: `acme/${name}#1` };
  // As it would be read: nobody looks whether a flag is one.
  const read = JSON.parse(JSON.stringify({ ...record, ...item, transitions }));
  const text = await exportOf('ocsf', [read]);
  expect(Buffer.byteLength(text)).toBeLessThan(65_536);
  expect(ocsfErrors(JSON.parse(text))).toEqual([]);
});

describe('the schema', async () => {
  const [, refused, step] = await eventsOf(recordOf([aStep(), aRejection(), APPROVED]));

  test('takes what is written', () => {
    expect([refused, step].map(ocsfErrors)).toEqual([[], []]);
  });

  test.each([
    ['another class', { ...step, class_uid: 3005 }],
    ['an activity of another number than its type', { ...step, activity_id: 1 }],
    ['a number that the class has not', { ...step, activity_id: 42, type_uid: 300442 }],
    ['a status of another number', { ...step, status_id: 2 }],
    ['a refusal without its reason', { ...refused, status_code: undefined }],
    ['a refusal with a result', { ...refused, entity_result: refused.entity }],
    ['a severity of another name', { ...step, severity: 'High' }],
    ['a moment as a text', { ...step, time: '2026-11-22T08:00:00Z' }],
    ['a moment in parts of a millisecond', { ...step, time: 1.5 }],
    ['another version', { ...step, metadata: { ...step.metadata, version: '1.9.0' } }],
    ['a field that the class has not', { ...step, attestation_list: [] }],
    ['no entity', { ...step, entity: undefined }],
    ['an entity of a type by number', { ...step, entity: { ...step.entity, type_id: 2 } }],
    ['a bot by the number of a user', { ...step, actor: { user: { ...step.actor.user, type: 'Bot' } } }],
    ['a user by the number of all else', { ...step, actor: { user: { ...step.actor.user, type_id: 99 } } }],
    ['a user by the number of nobody known', { ...step, actor: { user: { ...step.actor.user, type_id: 0 } } }],
    ['a user without an id', { ...step, actor: { user: { name: 'octocat', type: 'User', type_id: 1 } } }],
    [
      'a field of an entry that is not told',
      { ...step, unmapped: { loopforge: { ...step.unmapped.loopforge, salts: {} } } },
    ],
  ])('refuses %s', (_, wrong) => {
    expect(ocsfErrors(JSON.parse(JSON.stringify(wrong)))).not.toEqual([]);
  });
});
