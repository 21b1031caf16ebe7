import { describe, expect, test } from 'vitest';
import { isSegment } from '../../../src/codec/record/segment.ts';
import { addRecords } from '../../support/many-records.ts';
import { openStore, type StoreStage } from './stage.ts';

type Found = Readonly<Record<string, unknown>>;

/** What the list says of each item, and what the same items say when they are read alone. */
async function both({ repository, world }: StoreStage): Promise<{ readonly listed: Found; readonly alone: Found }> {
  const listed: Record<string, unknown> = {};
  for await (const each of repository.scan()) {
    if ('problem' in each) listed[each.id] = each.problem;
    else listed[each.record_id] = each;
  }
  const alone: Record<string, unknown> = {};
  for (const number of world.state().items.keys()) {
    const id = `acme/widgets#${number}`;
    const found = await repository.get(id).catch((error: Error) => error.message);
    if (found !== null) alone[id] = found;
  }
  return { listed, alone };
}

async function countOf(stage: StoreStage): Promise<number> {
  const before = stage.fake.requests.length;
  for await (const _ of stage.repository.scan());
  return stage.fake.requests.length - before;
}

/** A record of some twenty entries, the metadata of each very long, so that the first of them are sealed. */
async function seal({ service, world, issue }: StoreStage, id: string): Promise<void> {
  await service.create({ ref: id });
  const back = Array.from({ length: 8 }, () => ['ci_failed', 'ci_pending'] as const).flat();
  for (const to of ['task_queued', 'pr_created', 'ci_pending', ...back] as const) {
    await service.transition(id, to, { metadata: { text: 'x'.repeat(4_500) } });
  }
  expect(world.comments(issue).some(({ body }) => isSegment(body))).toBe(true);
}

describe('the list says of an item what the item says when it is read alone', () => {
  test('where records are plain, and where there is none: two requests for all', async () => {
    const stage = await openStore();
    const { service, world } = stage;
    const tracked = [world.openIssue(), world.openIssue(), world.openPull()];
    for (const number of tracked) await service.create({ ref: `acme/widgets#${number}` });
    const talk = world.openIssue();
    const comment = world.comment(talk, 'a table', { by: 'github-actions' });
    world.editComment(comment, 'another table', { by: 'github-actions' });
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(Object.keys(listed)).toEqual(tracked.map((number) => `acme/widgets#${number}`));
    expect(await countOf(stage)).toBe(2);
  });

  test('also after somebody changed what was listed', async () => {
    const { service, repository, id } = await openStore();
    const created = await service.create({ ref: id });
    for await (const record of repository.list()) Object.assign(record, { state: 'merged' });
    expect(await repository.get(id)).toEqual(created);
  });

  test('where a look-alike by somebody else stands beside the record, or alone', async () => {
    const stage = await openStore();
    const { service, world, id, issue, comment } = stage;
    await service.create({ ref: id });
    const { body } = comment(issue);
    const other = world.openIssue();
    for (const number of [issue, other]) world.comment(number, body, { by: 'monalisa' });
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(Object.keys(listed)).toEqual([id]);
    expect(await countOf(stage)).toBe(2);
  });

  test('where a record belongs to another item', async () => {
    const stage = await openStore();
    const { service, world, id, issue, comment } = stage;
    await service.create({ ref: id });
    world.comment(world.openIssue(), comment(issue).body, { by: 'github-actions' });
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(Object.keys(listed)).toEqual([id]);
  });

  test('where somebody else edited the record, broke it, emptied it, or it broke by itself', async () => {
    const stage = await openStore();
    const { service, world, comment } = stage;
    const ways: readonly [by: string, change: (body: string) => string][] = [
      ['monalisa', (body) => body.replace('issue_created', 'task_queued')],
      ['monalisa', (body) => body.replace('"schema_version":1', '"schema_version":')],
      ['monalisa', () => 'gone'],
      ['github-actions', (body) => body.replace('"schema_version":1', '"schema_version":')],
      ['github-actions', (body) => body.replace(/"timestamp":"2026/, '"timestamp":"2025')],
    ];
    for (const [by, change] of ways) {
      const number = world.openIssue();
      await service.create({ ref: `acme/widgets#${number}` });
      const { databaseId, body } = comment(number);
      world.advance(60);
      world.editComment(databaseId, change(body), { by });
    }
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(Object.values(listed).filter((each) => typeof each === 'string')).toHaveLength(ways.length);
  });

  test('where two comments claim to be the record, and where one was made a record by an edit', async () => {
    const stage = await openStore();
    const { service, world, id, issue, comment } = stage;
    await service.create({ ref: id });
    const { body } = comment(issue);
    world.comment(issue, body, { by: 'github-actions' });
    const upstart = world.openIssue();
    const before = world.comment(upstart, 'hello', { by: 'github-actions' });
    await service.create({ ref: `acme/widgets#${upstart}` });
    world.editComment(before, world.comments(upstart).at(-1)?.body ?? '', { by: 'github-actions' });
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(Object.keys(listed)).toHaveLength(2);
  });

  test('where the record is hidden among many comments, or there is none among them', async () => {
    const stage = await openStore();
    const { service, world, id, issue } = stage;
    const talk = (number: number): void => {
      for (let count = 0; count < 25; count++) world.comment(number, `word ${count}`, { by: 'octocat' });
    };
    talk(issue);
    await service.create({ ref: id });
    talk(issue);
    talk(world.openIssue());
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(Object.keys(listed)).toEqual([id]);
    // All comments of each of the two, in one page.
    expect(await countOf(stage)).toBe(4);
  });

  test('where entries are sealed: with all parts in sight, with many comments about, and with one part gone', async () => {
    const stage = await openStore();
    const { world, id, issue } = stage;
    await seal(stage, id);
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
    expect(await countOf(stage)).toBe(2);

    const parts = world.comments(issue).filter(({ body }) => isSegment(body));
    for (let count = 0; count < 25; count++) world.comment(issue, `word ${count}`, { by: 'octocat' });
    expect((await both(stage)).listed).toEqual(listed);

    world.deleteComment(parts[0]?.databaseId ?? 0, { by: 'octocat' });
    const damaged = await both(stage);
    expect(damaged.listed).toEqual(damaged.alone);
    expect(damaged.listed[id]).toContain('cannot be read');
  });

  test('where an issue came from another repository with its record', async () => {
    const stage = await openStore();
    const { world, service, comment } = stage;
    const elsewhere = world.repository('acme/gadgets');
    const issue = elsewhere.openIssue();
    const bound = world.openIssue();
    await service.create({ ref: `acme/widgets#${bound}` });
    const { body } = comment(bound);
    const { nodeId } = world.issue(bound);
    const moved = body.replaceAll(nodeId, elsewhere.issue(issue).nodeId);
    elsewhere.comment(issue, moved, { by: 'github-actions' });
    elsewhere.transferIssue(issue, { to: 'acme/widgets' });
    const { listed, alone } = await both(stage);
    expect(listed).toEqual(alone);
  });
});

describe('while the list is read', () => {
  /** Reads the list, and does something once the first record is there; gives the numbers of all that it listed. */
  async function meanwhile(stage: StoreStage, happens: () => void): Promise<readonly number[]> {
    const numbers: number[] = [];
    for await (const each of stage.repository.scan()) {
      if (numbers.length === 0) happens();
      numbers.push('problem' in each ? Number.NaN : (each.ref_number ?? Number.NaN));
    }
    return numbers;
  }

  /** A hundred issues with a record each, so that they take three pages. */
  async function filled(): Promise<StoreStage & { readonly all: readonly number[] }> {
    const stage = await openStore();
    stage.world.repository('acme/gadgets');
    return { ...stage, all: addRecords(stage.world, { items: 100, entries: 1 }) };
  }

  test('nothing is lost to what happens to items: closed, commented, edited, opened, taken away', async () => {
    const stage = await filled();
    const { world, all } = stage;
    const numbers = await meanwhile(stage, () => {
      world.advance(60);
      for (const number of all.slice(40, 60)) world.closeIssue(number, { by: 'octocat' });
      for (const number of all.slice(0, 70)) world.comment(number, 'a word', { by: 'octocat' });
      world.openIssue();
      // The last of the first page, where the second goes on.
      world.transferIssue(all[46] ?? 0, { to: 'acme/gadgets' });
      world.transferIssue(all[60] ?? 0, { to: 'acme/gadgets' });
    });
    expect(numbers).toEqual(all.filter((number) => number !== all[60]));
  });
});
