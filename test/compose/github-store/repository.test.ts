import { describe, expect, test } from 'vitest';
import { hasMarker } from '../../../src/codec/record/comment.ts';
import { isSegment } from '../../../src/codec/record/segment.ts';
import { GitHubRepository } from '../../../src/compose/github-store/repository.ts';
import { createRecord } from '../../../src/compose/library/records.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { openStore, type StoreStage } from './stage.ts';

const NOTHING = { expectedVersion: null };

/** A record of some twenty entries, the metadata of each very long. */
async function grown({ service, url, id }: StoreStage): Promise<void> {
  await service.create({ ref: url });
  const back = Array.from({ length: 8 }, () => ['ci_failed', 'ci_pending'] as const).flat();
  for (const to of ['task_queued', 'pr_created', 'ci_pending', ...back] as const) {
    await service.transition(id, to, { metadata: { text: 'x'.repeat(4_500) } });
  }
}

describe('a service over the comments of issues', () => {
  test('creates, walks and finds again', async () => {
    const { service, repository, url, id, record, issue } = await openStore();
    const created = await service.create({ ref: url, labels: { team: 'platform' } });
    expect(created).toMatchObject({ record_id: id, ref: url, ref_number: issue, repo: 'acme/widgets' });
    expect(created.state).toBe('issue_created');

    const result = await service.transition(id, 'task_queued', { trigger: 'assigned', metadata: { by: 'octocat' } });
    expect(result).toMatchObject({ success: true, newState: 'task_queued' });
    expect(result.record).toEqual(record(issue));
    expect(await repository.get(id)).toEqual(record(issue));
    expect(await repository.get('Acme/Widgets#1')).toBeNull();
    expect(await repository.getByRef(url)).toEqual(record(issue));
    expect(await repository.listByState('task_queued')).toEqual([record(issue)]);
    expect(await repository.listByState('issue_created')).toEqual([]);
  });

  test('a record that is there already is a conflict, at once', async () => {
    const { service, url, fake } = await openStore();
    await service.create({ ref: url });
    const before = fake.requests.length;
    await expect(service.create({ ref: 'acme/widgets#1' })).rejects.toMatchObject({ code: 'conflict' });
    expect(fake.requests.length - before).toBe(2);
  });

  test.each([
    ['TICKET-7', 'input_invalid'],
    ['#1', 'input_invalid'],
    ['acme/gadgets#1', 'input_invalid'],
    ['https://ghe.example.com/acme/widgets/issues/1', 'input_invalid'],
    ['acme/widgets#99', 'not_found'],
    ['acme/widgets#9999999999', 'input_invalid'],
  ])('%s is no issue to create a record for: %s', async (ref, code) => {
    const { service, marked, issue } = await openStore();
    await expect(service.create({ ref })).rejects.toMatchObject({ code });
    expect(marked(issue)).toEqual([]);
  });
});

describe('what is not there', () => {
  test.each(['loop-0a058059', 'acme/widgets#1', 'acme/widgets#99', 'acme/gadgets#1', '', 'acme/widgets#9999999999'])(
    '%j is null, and nothing to delete',
    async (id) => {
      const { repository } = await openStore();
      expect(await repository.get(id)).toBeNull();
      expect(await repository.getByRef(id)).toBeNull();
      expect(await repository.delete(id)).toBe(false);
    },
  );

  test('a repository that the token cannot see is an error, and not an absent record', async () => {
    const { fake } = await openStore();
    const options = { token: 'github-token', owner: 'acme', repo: 'missing', apiUrl: fake.apiUrl };
    await expect(new GitHubRepository(options).get('acme/missing#1')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what is there and cannot be read', () => {
  test('is an error of its own', async () => {
    const { service, repository, url, id, issue, world, comment } = await openStore();
    await service.create({ ref: url });
    const { databaseId, body } = comment(issue);
    world.advance(60);
    world.editComment(databaseId, body.replace('"schema_version":1', '"schema_version":'), { by: 'monalisa' });
    await expect(repository.get(id)).rejects.toMatchObject({ code: 'record_tampered' });
    await expect(service.transition(id, 'task_queued')).rejects.toMatchObject({ code: 'record_tampered' });
    await expect(repository.listByState('issue_created')).rejects.toMatchObject({ code: 'record_tampered' });
  });

  test('also where its own account wrote it', async () => {
    const { service, repository, url, id, issue, world, comment } = await openStore();
    await service.create({ ref: url });
    const { databaseId, body } = comment(issue);
    world.editComment(databaseId, body.replace('"schema_version":1', '"schema_version":'), { by: 'github-actions' });
    await expect(repository.get(id)).rejects.toMatchObject({ code: 'record_unreadable' });
  });
});

describe('a save', () => {
  test.each<[string, (record: LoopRecord) => LoopRecord, string]>([
    ['of another state', (record) => ({ ...record, state: 'merged' }), 'It does not hold'],
    ['of another ref', (record) => ({ ...record, ref: 'TICKET-7' }), 'It does not hold'],
    [
      'of an entry that is another',
      (record) => ({ ...record, transitions: record.transitions.map((one) => ({ ...one, trigger: 'other' })) }),
      'It does not hold',
    ],
  ])('%s is refused', async (_, change, why) => {
    const { service, repository, url, comment, issue } = await openStore();
    const created = await service.create({ ref: url });
    const { body } = comment(issue);
    const saving = repository.save(change(created), { expectedVersion: 1 });
    await expect(saving).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(saving).rejects.toThrow(why);
    expect(comment(issue).body).toBe(body);
  });

  test('of a record that was born anew is refused: entries stay', async () => {
    const { service, repository, url, issue, comment, fake } = await openStore();
    await service.create({ ref: url });
    const { body } = comment(issue);
    const other = await openStore();
    const born = await other.service.create({ ref: url });
    const saving = repository.save(born, { expectedVersion: 1 });
    await expect(saving).rejects.toThrow(/does not belong|does not go on/);
    expect(comment(issue).body).toBe(body);
    expect(fake.requests.length).toBeGreaterThan(0);
  });

  test('of a record that belongs to no issue is refused', async () => {
    const { repository } = await openStore();
    const saving = repository.save(createRecord({ ref: 'TICKET-7' }), NOTHING);
    await expect(saving).rejects.toMatchObject({ code: 'input_invalid' });
  });

  test('of nothing new writes nothing', async () => {
    const { service, repository, url, comment, issue } = await openStore();
    const created = await service.create({ ref: url });
    const { body } = comment(issue);
    expect(await repository.save(created, { expectedVersion: 1 })).toEqual(created);
    expect(comment(issue).body).toBe(body);
  });

  test('of a version that is not the stored one is a conflict', async () => {
    const { service, repository, url } = await openStore();
    const created = await service.create({ ref: url });
    for (const expectedVersion of [null, 2]) {
      await expect(repository.save(created, { expectedVersion })).rejects.toMatchObject({ code: 'conflict' });
    }
  });

  test('of an entry that no comment has room for is too large', async () => {
    const { service, repository, url, id } = await openStore();
    await service.create({ ref: url });
    const metadata = { text: 'x'.repeat(8_000) };
    await expect(service.transition(id, 'task_queued', { metadata })).rejects.toMatchObject({ code: 'too_large' });
    expect((await repository.get(id))?.head.seq).toBe(1);
  });
});

describe('a record that is longer than a comment', () => {
  test('is sealed, read whole, gone on with and deleted with all its parts', async () => {
    const stage = await openStore();
    const { repository, service, id, issue, world } = stage;
    await grown(stage);
    const parts = () => world.comments(issue).filter(({ body }) => isSegment(body));
    expect(parts().length).toBeGreaterThan(0);
    const record = await repository.get(id);
    expect(record?.transitions.map(({ seq }) => seq)).toEqual(record?.transitions.map((_, index) => index + 1));
    const next = await service.transition(id, 'ci_passed');
    expect(next.record).toEqual(await repository.get(id));

    expect(await repository.delete(id)).toBe(true);
    expect(parts()).toEqual([]);
    expect(world.comments(issue).filter(({ body }) => hasMarker(body))).toEqual([]);
    expect(await repository.delete(id)).toBe(false);
    expect((await service.create({ ref: id })).head.seq).toBe(1);
  });
});

test('the list gives every issue with a record, open and closed, and what is asked for of them', async () => {
  const { service, repository, world, fake } = await openStore();
  const issues = Array.from({ length: 5 }, () => world.openIssue({ author: 'octocat' }));
  for (const issue of issues.slice(0, 4)) await service.create({ ref: `acme/widgets#${issue}` });
  world.advance(60);
  const since = world.now();
  await service.transition(`acme/widgets#${issues[1]}`, 'task_queued');
  world.closeIssue(issues[0] ?? 0, { by: 'octocat' });
  const before = fake.requests.length;
  const ids = async (filter = {}): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const { record_id } of repository.list(filter)) found.push(record_id);
    return found;
  };
  expect(await ids()).toEqual(issues.slice(0, 4).map((issue) => `acme/widgets#${issue}`));
  // A page of issues, and one of pull requests.
  expect(fake.requests.length - before).toBe(2);
  expect(await ids({ since })).toEqual([`acme/widgets#${issues[1]}`]);
  expect(await ids({ state: 'issue_created', until: since })).toHaveLength(3);
  const [first, ...rest] = await repository.listByState('issue_created');
  expect(await repository.listByState('issue_created', { limit: 1 })).toEqual([first]);
  if (first === undefined) throw new Error('there is none');
  expect(await repository.listByState('issue_created', { after: first })).toEqual(rest);
});

test('a closed store refuses every call', async () => {
  const { repository, id } = await openStore();
  await repository.close();
  await repository.close();
  await expect(repository.get(id)).rejects.toMatchObject({ code: 'store_closed' });
  await expect(repository.list().next()).rejects.toMatchObject({ code: 'store_closed' });
  await expect(repository.bindingFor(id)).rejects.toMatchObject({ code: 'store_closed' });
});

test.each([
  [{ token: '' }, 'token must be a token of GitHub'],
  [{ owner: 'acme/widgets' }, 'owner must be a name on GitHub, not "acme/widgets"'],
  [{ repo: undefined }, 'repo must be a name on GitHub'],
  [{ apiUrl: 'ghe.example.com' }, 'apiUrl must be a URL'],
])('options that are none are refused: %j', (wrong, why) => {
  const options = { token: 's3cret', owner: 'acme', repo: 'widgets', ...wrong };
  // @ts-expect-error Callers in plain JavaScript have no types to stop them.
  const make = (): unknown => new GitHubRepository(options);
  expect(make).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  expect(make).toThrow(why);
  expect(make).not.toThrow('s3cret');
});
