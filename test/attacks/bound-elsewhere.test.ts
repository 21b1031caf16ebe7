import { describe, expect, test } from 'vitest';
import { visibleTextOf } from '../../src/codec/record/comment.ts';
import { encodeLine } from '../../src/codec/record/comment-line.ts';
import { entriesOf, genesisHash } from '../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedCommentId } from '../../src/core/values/ids.ts';
import type { ItemStage } from '../cli/stage.ts';
import { openStage, recordIn } from '../e2e/stage.ts';
import { expectError } from '../e2e/told.ts';
import { forged } from './forge.ts';
import { bodyWith } from './scene.ts';
import {
  BOT_EDITS,
  expectFound,
  expectRefused,
  expectSound,
  nextRun,
  openRecorded,
  PERSON,
  replaceBody,
} from './standing.ts';
import { AS } from './way.ts';

/** What a writer makes of the record comment, so that the next run should not know it again. */
const DEEDS: readonly (readonly [deed: string, change: (stage: ItemStage) => string])[] = [
  ['one word of its place', (stage) => bodyOf(stage).replaceAll('acme/widgets#1"', 'acme/widgets#9"')],
  ['its issue', ({ record, issue }) => rebound(record(issue), { issue_id: 'I_kwDOAnother' })],
  ['its repository', ({ record, issue }) => rebound(record(issue), { repo_id: 'R_kgDOAnother' })],
  ['its host', ({ record, issue }) => rebound(record(issue), { host: 'ghe.example.com' })],
  ['its host, on a server that is none', ({ record, issue }) => rebound(record(issue), { host: null })],
  ['its marker into that of a sealed part', (stage) => bodyOf(stage).replace('loopforge:record', 'loopforge:segment')],
  ['itself into a sealed part', ({ record, issue }) => asSegment(record(issue))],
  ['its marker into none', (stage) => bodyOf(stage).replace('loopforge:record', 'loopforge-record')],
  ['its marker into a quotation', (stage) => bodyOf(stage).replace('<!-- loopforge', '> <!-- loopforge')],
  ['its hidden part away', (stage) => visibleTextOf(bodyOf(stage))],
  ['a word of thanks', () => 'Thanks!'],
  ['a record that continues itself', (stage) => continuing(stage, String(stage.comment(stage.issue).databaseId))],
  ['a record of a later format', (stage) => bodyOf(stage).replace('"schema_version":1', '"schema_version":2')],
];

describe('a person edits the record into something else', () => {
  test.each(DEEDS)('%s', async (_, change) => {
    const stage = await openRecorded();
    replaceBody(stage, change(stage));
    await expectRefused(stage);
    await expectFound(stage, 'FAIL', 'foreign_editor', PERSON);
  });

  test('and the run that the edit itself starts does not begin a new one', async () => {
    const stage = await openRecorded();
    const { issue, world } = stage;
    const body = bodyOf(stage);
    replaceBody(stage, rebound(stage.record(issue), { issue_id: 'I_kwDOAnother' }));
    const { databaseId: comment } = stage.comment(issue);
    const about = { number: issue, comment, sender: PERSON, changes: { body: { from: body } } };
    const step = await stage.tracked('issue_comment', 'edited', about);
    expectError(step, 'record_tampered');
    expect(world.comments(issue)).toHaveLength(1);
  });

  test('behind so many comments that it must be looked for', async () => {
    const stage = await openRecorded();
    replaceBody(stage, 'Thanks!');
    for (let index = 0; index < 30; index++) stage.world.comment(stage.issue, `No. ${index}`, { by: 'codertocat' });
    await expectRefused(stage);
  });

  test('with a second edit on top, of which the last is nothing but a typo mended', async () => {
    const stage = await openRecorded();
    replaceBody(stage, 'Thanks');
    replaceBody(stage, 'Thanks!', 'hubot');
    await expectRefused(stage, 'hubot');
  });

  test('and deletes the texts of its history', async () => {
    const stage = await openRecorded();
    replaceBody(stage, 'Thanks!');
    const { databaseId, edits } = stage.world.comments(stage.issue)[0] ?? { databaseId: 0, edits: [] };
    for (let index = 1; index < edits.length; index++) stage.world.deleteRevision(databaseId, index, { by: PERSON });
    await expectRefused(stage);
    await expectFound(stage, 'INCONCLUSIVE', 'revision_deleted', PERSON);
  });

  test('and makes another comment of the bot the record', async () => {
    const stage = await openRecorded();
    const other = stage.world.comment(stage.issue, 'Coverage: 80 %', BOT_EDITS);
    const record = stage.record(stage.issue);
    replaceBody(stage, rebound(record, { issue_id: 'I_kwDOAnother' }));
    stage.world.editComment(other, bodyWith(record, 'x'), { by: PERSON });
    await expectRefused(stage);
  });

  test('of another comment one that continues the record', async () => {
    const stage = await openRecorded();
    const { databaseId } = stage.comment(stage.issue);
    const other = stage.world.comment(stage.issue, 'Coverage: 80 %', BOT_EDITS);
    stage.world.editComment(other, continuing(stage, String(databaseId)), { by: PERSON });
    await expectRefused(stage);
  });

  test('while the bot has another record there already: verify names it', async () => {
    const stage = await openRecorded();
    const body = bodyOf(stage);
    replaceBody(stage, 'Thanks!');
    stage.world.comment(stage.issue, body, BOT_EDITS);
    await expectFound(stage, 'FAIL', 'foreign_editor', PERSON);
  });

  test('bound elsewhere, while the bot has another record there already: every run names it', async () => {
    const stage = await openRecorded();
    const body = bodyOf(stage);
    replaceBody(stage, rebound(stage.record(stage.issue), { issue_id: 'I_kwDOAnother' }));
    stage.world.comment(stage.issue, body, BOT_EDITS);
    await expectRefused(stage);
  });
});

describe('whatever starts the next run', () => {
  const elsewhere = ({ record, issue }: ItemStage): string => rebound(record(issue), { issue_id: 'I_kwDOAnother' });
  const COMMANDS: readonly (readonly [name: string, inputs: { readonly [name: string]: string }])[] = [
    ['a sweep', { command: 'sweep' }],
    ['a run by hand', { issue: '1' }],
    ['a run by hand for the pull request', { 'pull-request': '2' }],
    ['a claim', { command: 'transition', issue: '1', to: 'ci_passed' }],
    ['an override', { command: 'transition', issue: '1', to: 'approved', override: 'true', reason: 'I say so.' }],
    ['a dry run', { issue: '1', 'dry-run': 'true' }],
    ['a run that refuses nothing', { issue: '1', 'on-invalid': 'ignore' }],
    ['a run without a lock', { issue: '1', lock: 'none' }],
  ];
  test.each(COMMANDS)('%s', async (_, inputs) => {
    const stage = await openRecorded();
    replaceBody(stage, elsewhere(stage));
    const before = stage.world.comments(stage.issue);
    const step = await stage.step(inputs);
    expect(step.exitCode).toBe(1);
    expect(JSON.stringify(step.annotations)).toContain('record_tampered');
    expect(stage.world.comments(stage.issue)).toEqual(before);
  });

  test('in a job with a person’s token', async () => {
    const stage = await openRecorded();
    replaceBody(stage, elsewhere(stage));
    const before = stage.world.comments(stage.issue);
    expectError(await stage.step({ issue: '1' }, { token: 'token-of-octocat' }), 'record_tampered');
    expect(stage.world.comments(stage.issue)).toEqual(before);
  });

  test('in a locked conversation', async () => {
    const stage = await openRecorded();
    replaceBody(stage, elsewhere(stage));
    stage.world.lock(stage.issue);
    await expectRefused(stage);
  });

  test('of a record that another identity keeps', async () => {
    const settings = 'trusted_authors: [583231]\n';
    const stage = await openStage({ as: AS, settings });
    const issue = stage.world.openIssue({ author: 'octocat' });
    await stage.event('issues', 'opened', { number: issue }, { token: 'token-of-octocat' });
    const { databaseId } = stage.comment(issue);
    stage.world.advance(60);
    stage.world.editComment(databaseId, 'Thanks!', { by: PERSON });
    stage.world.assign(issue, 'hubot');
    expectError(await stage.event('issues', 'assigned', { number: issue }), 'record_tampered');
    expect(stage.world.comments(issue)).toHaveLength(1);
  });

  test('of a pull request that is an item of its own', async () => {
    const stage = await openStage({ as: AS, settings: 'track: all\n' });
    const pull = stage.world.openPull({ body: '' });
    await stage.event('pull_request', 'opened', { pull });
    stage.world.advance(60);
    stage.world.editComment(stage.comment(pull).databaseId, 'Thanks!', { by: PERSON });
    stage.world.check(pull, { conclusion: 'success' });
    expectError(await stage.event('workflow_run', 'completed', { pull }), 'record_tampered');
    expect(stage.world.comments(pull)).toHaveLength(1);
  });

  test('of an issue that was transferred: bound to where it came from', async () => {
    const stage = await openRecorded();
    const gadgets = stage.world.repository('acme/gadgets');
    const there = stage.world.transferIssue(stage.issue, { to: 'acme/gadgets' });
    const [comment] = gadgets.comments(there);
    const record = recordIn({ body: comment?.body ?? '' });
    const forgedBody = bodyWith(
      forged(record, ({ transitions }) => void transitions.splice(1)),
      'x',
    );
    gadgets.editComment(comment?.databaseId ?? 0, forgedBody, { by: 'octocat' });
    const scopes = {
      contents: 'read',
      issues: 'write',
      pull_requests: 'read',
      checks: 'read',
      actions: 'read',
    } as const;
    const identity = { kind: 'app', login: 'github-actions', repo: 'acme/gadgets', scopes } as const;
    stage.fake.setToken('gadgets-token', identity);
    const options = { token: 'gadgets-token', env: { GITHUB_REPOSITORY: 'acme/gadgets' } };
    expectError(await stage.step({ issue: String(there) }, options), 'record_tampered');
    expect(gadgets.comments(there)).toHaveLength(1);
  });
});

describe('what is no attack', () => {
  test('a comment of the bot that somebody edited, or that it edits itself, makes no trouble', async () => {
    const stage = await openRecorded();
    for (const by of [PERSON, 'github-actions']) {
      const other = stage.world.comment(stage.issue, 'Coverage: 80 %', BOT_EDITS);
      stage.world.editComment(other, 'Coverage: 90 %', { by });
    }
    const run = await nextRun(stage);
    expect(run.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_passed' });
    await expectSound(stage);
  });
});

function bodyOf({ comment, issue }: ItemStage): string {
  return comment(issue).body;
}

/** Bound to another place, with all hashes made anew. */
function rebound(record: LoopRecord, place: Partial<LoopRecord['genesis']>): string {
  return bodyWith(
    forged(record, (open) => void Object.assign(open.genesis, place)),
    'x',
  );
}

function continuing({ record, issue }: ItemStage, comment_id: string): string {
  const before = record(issue);
  return bodyWith({ ...before, continues: { comment_id: trustedCommentId(comment_id), hash: before.head.hash } }, 'x');
}

function asSegment({ genesis, ...lists }: LoopRecord): string {
  const line = encodeLine({ genesis: genesisHash(genesis), entries: entriesOf(lists) });
  return `x\n\n<!-- loopforge:segment\n${line}\n-->`;
}
