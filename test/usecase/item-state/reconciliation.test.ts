import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../../src/codec/lifecycle/builtin.ts';
import type { Command } from '../../../src/compose/github/request.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { Entry, Note } from '../../../src/core/record/entry.ts';
import type { Tamper } from '../../simulator/job.ts';
import { faultsOf } from '../../stories/record-invariants.ts';
import { outlineOf, type RunWish, type Stage, setStage } from '../stage.ts';

const BOT = { by: 'github-actions' };
const READ = { graphql: 'Item' };

/** A forced step: no fact tells of it, so it cannot be found again. */
function forced(item: number, to: string): RunWish {
  const targets = [{ kind: 'item', number: item }] as const;
  const claim = { trigger: 'workflow.asserted', metadata: { why: 'by hand' }, override: true, reason: 'by hand' };
  const command: Command = { kind: 'transition', targets, named: true, fork: false, to, ...claim };
  return { command };
}

/** Two runs take a step each, and the second one reads a copy of GitHub that does not know the first one's. */
async function overwrite(stage: Stage, issue: number, wish: RunWish = {}): Promise<Entry | undefined> {
  stage.world.label(issue, `label-${stage.time.now()}`);
  await stage.track(issue, wish);
  const lost = entriesOf(stage.record(issue)).at(-1);
  // Four operations back, before and after this run's own lock: the lock, write and unlock of the first one.
  stage.fake.faults.add({ match: { ...READ, times: 4 }, fault: { kind: 'stale', back: 4 } });
  await stage.track(issue, wish);
  expect(stage.fake.faults.pending()).toBe(0);
  expect(entriesOf(stage.record(issue)).map(({ hash }) => hash)).not.toContain(lost?.hash);
  return lost;
}

/** An issue with a record of one step. */
async function stageWithRecord(tamper?: Tamper) {
  const stage = setStage(tamper);
  const issue = stage.world.openIssue();
  await stage.track(issue);
  return { ...stage, issue };
}

function notesOf(stage: Stage, issue: number, kind: Note['kind']): readonly Note[] {
  return stage.record(issue).notes.filter((note) => note.kind === kind);
}

/** The entries that notes keep, and the hashes of those that they name. */
function keptIn(stage: Stage, issue: number, kind: Note['kind']): readonly unknown[] {
  return notesOf(stage, issue, kind).flatMap(({ was }) => [...(was?.kept ?? []), ...(was?.named ?? [])]);
}

/** Level with GitHub's count, and a valid chain; and whoever looks next finds nothing to do. */
async function expectSettled(stage: Stage, issue: number): Promise<void> {
  const { edits, includesCreatedEdit } = stage.recordComment(issue);
  expect(stage.record(issue).head.rev).toBe(edits.length + (includesCreatedEdit || edits.length === 0 ? 0 : 1));
  expect(faultsOf(stage.record(issue), builtinLifecycle('standard'))).toEqual([]);
  const before = stage.fake.requests.length;
  await stage.track(issue);
  expect(stage.fake.requests).toHaveLength(before + 1);
  stage.fake.assertClean();
}

describe.each([true, false])('an overwritten step (creation counted as an edit: %s)', (countCreation) => {
  test('that the winner has as well is named by its hash', async () => {
    const stage = await stageWithRecord();
    stage.world.settings.countCreation = countCreation;
    stage.world.assign(stage.issue, 'hubot');
    const lost = await overwrite(stage, stage.issue);
    await stage.track(stage.issue);
    expect(outlineOf(stage.record(stage.issue))).toEqual(['issue_created', 'task_queued', 'restored']);
    expect(keptIn(stage, stage.issue, 'restored')).toEqual([lost?.hash]);
    await expectSettled(stage, stage.issue);
  });

  test('that a person forced is kept whole', async () => {
    const stage = await stageWithRecord();
    stage.world.settings.countCreation = countCreation;
    const lost = await overwrite(stage, stage.issue, forced(stage.issue, 'task_queued'));
    await stage.track(stage.issue);
    expect(outlineOf(stage.record(stage.issue))).toEqual(['issue_created', 'task_queued', 'restored']);
    expect(keptIn(stage, stage.issue, 'restored')).toEqual([lost]);
    await expectSettled(stage, stage.issue);
  });

  test('comes back before anything else is written, in the same write', async () => {
    const stage = await stageWithRecord();
    stage.world.settings.countCreation = countCreation;
    stage.world.assign(stage.issue, 'hubot');
    await overwrite(stage, stage.issue);
    stage.world.closeIssue(stage.issue, { reason: 'not_planned' });
    await stage.track(stage.issue);
    expect(outlineOf(stage.record(stage.issue))).toEqual(['issue_created', 'task_queued', 'restored', 'closed']);
    await expectSettled(stage, stage.issue);
  });

  test('that was restored is not restored again when the note is overwritten in turn', async () => {
    const stage = await stageWithRecord();
    stage.world.settings.countCreation = countCreation;
    const lost = await overwrite(stage, stage.issue, forced(stage.issue, 'task_queued'));
    await overwrite(stage, stage.issue);
    await stage.track(stage.issue);
    const kept = keptIn(stage, stage.issue, 'restored');
    expect(kept.filter((was) => typeof was === 'object')).toEqual([lost]);
    expect(kept).toHaveLength(2);
    await expectSettled(stage, stage.issue);
  });
});

describe('an edit history that does not fit what was read', () => {
  test('is asked for again, since a step might be forgotten over it', async () => {
    const stage = await stageWithRecord();
    const lost = await overwrite(stage, stage.issue, forced(stage.issue, 'task_queued'));
    stage.fake.faults.add({ match: { graphql: 'Edits', times: 2 }, fault: { kind: 'stale', back: 3 } });
    await stage.track(stage.issue);
    expect(keptIn(stage, stage.issue, 'restored')).toEqual([lost]);
    expect(stage.fake.count({ operation: 'Edits' })).toBe(3);
    await expectSettled(stage, stage.issue);
  });

  test('that never fits ends after three rounds, with nothing written', async () => {
    const readEdits = async () => [];
    const stage = await stageWithRecord((github) => ({
      ...github,
      readEdits,
      atOnce: { ...github.atOnce, readEdits },
    }));
    await overwrite(stage, stage.issue, forced(stage.issue, 'task_queued'));
    const before = stage.recordComment(stage.issue).body;
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'failed', reason: 'github_unreachable' });
    expect(stage.recordComment(stage.issue).body).toBe(before);
  });

  test('because a revision was erased is taken as it is', async () => {
    const stage = await stageWithRecord();
    await overwrite(stage, stage.issue, forced(stage.issue, 'task_queued'));
    const { databaseId } = stage.recordComment(stage.issue);
    stage.world.deleteRevision(databaseId, 0);
    stage.world.deleteRevision(databaseId, 1);
    stage.world.closeIssue(stage.issue, { reason: 'not_planned' });
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'transitioned', state: 'closed' });
    expect(keptIn(stage, stage.issue, 'restored')).toEqual([]);
    await expectSettled(stage, stage.issue);
  });
});

describe('edits that GitHub joined', () => {
  test('are told once, with the next write', async () => {
    const stage = await stageWithRecord();
    stage.world.settings.coalesceSeconds = 60;
    stage.world.assign(stage.issue, 'hubot');
    await stage.track(stage.issue);
    const pull = stage.world.openPull({ closes: [stage.issue] });
    await stage.track(stage.issue);
    const before = stage.fake.requests.length;
    expect(await stage.track(stage.issue)).toMatchObject({ outcome: 'unchanged' });
    expect(stage.fake.requests).toHaveLength(before + 1);
    stage.world.check(pull, { conclusion: 'success' });
    await stage.track(stage.issue);
    stage.world.merge(pull);
    await stage.track(stage.issue);
    const outline = outlineOf(stage.record(stage.issue));
    expect(outline.filter((entry) => entry === 'edits_coalesced')).toHaveLength(1);
    expect(outline.slice(-4)).toEqual(['ci_passed', 'edits_coalesced', 'merged', 'closed']);
    expect(notesOf(stage, stage.issue, 'edits_coalesced').map(({ was }) => was?.data)).toEqual([
      { revisions: 2, rev: 3 },
    ]);
  });
});

/** The text of the record comment, which is removed. */
function taken(stage: Stage, issue: number): string {
  const { databaseId, body } = stage.recordComment(issue);
  stage.world.deleteComment(databaseId, BOT);
  return body;
}

describe('two record comments', () => {
  /** Two runs that each believed to be the first. */
  async function stageWithTwo(): Promise<Stage & { readonly issue: number }> {
    const stage = setStage();
    const issue = stage.world.openIssue();
    await stage.track(issue);
    const bodies = [taken(stage, issue)];
    await stage.track(issue, forced(issue, 'task_queued'));
    bodies.push(taken(stage, issue));
    for (const body of bodies) stage.world.comment(issue, body, BOT);
    return { ...stage, issue };
  }

  test('the oldest wins, the other’s entries come in as notes, and it is removed', async () => {
    const stage = await stageWithTwo();
    const { issue, world } = stage;
    const [oldest] = world.comments(issue);
    const [, record] = stage.records(issue);
    const second = record === undefined ? [] : entriesOf(record);
    expect(stage.records(issue)).toHaveLength(2);
    await stage.track(issue);
    expect(stage.recordComment(issue).databaseId).toBe(oldest?.databaseId);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'merged_record', 'merged_record']);
    expect(keptIn(stage, issue, 'merged_record')).toEqual([second[1], second[0]?.hash]);
    await expectSettled(stage, issue);
  });

  test('what could not be removed is removed by the next run, without another write', async () => {
    const stage = await stageWithTwo();
    const { issue, fake } = stage;
    const remove = { method: 'DELETE', path: /\/comments\/\d+$/ };
    fake.faults.add({ match: { ...remove, times: 4 }, fault: { kind: 'reset', when: 'before' } });
    expect(await stage.track(issue)).toMatchObject({ red: false });
    expect(stage.records(issue)).toHaveLength(2);
    const edits = fake.count({ method: 'PATCH' });
    await stage.track(issue);
    expect(fake.count({ method: 'PATCH' })).toBe(edits);
    await expectSettled(stage, issue);
  });

  test('are made one where the answer to the merging write was lost', async () => {
    const stage = await stageWithTwo();
    const { issue, fake } = stage;
    fake.faults.add({ match: { method: 'PATCH' }, fault: { kind: 'reset', when: 'after' } });
    await stage.track(issue);
    expect(fake.count({ method: 'PATCH' })).toBe(1);
    await expectSettled(stage, issue);
  });
});
