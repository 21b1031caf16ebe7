import { describe, expect, test } from 'vitest';
import { nextForged } from './forge.ts';
import { type Kept, openKept, verify } from './kept.ts';
import { BOT, bodyOf, recordIn } from './scene.ts';
import { underReview, wholeLife } from './whole-life.ts';

const SETTINGS = 'status_context: loopforge\n';
const HASH = 'A'.repeat(43);

function statusesOf({ world }: Kept) {
  return world.state().statuses.filter(({ context }) => context === 'loopforge');
}

/** Another workflow posts a record that begins today, and removes the old one. */
async function replace(stage: Kept, issue: number): Promise<void> {
  const old = stage.comment(issue);
  const now = stage.world.now();
  const fresh = nextForged(recordIn(old.body), (open) => {
    open.transitions = open.transitions.slice(0, 1).map((birth) => ({ ...birth, recorded_at: now }));
    open.genesis.created_at = now;
    open.head.rev = 1;
  });
  stage.world.comment(issue, bodyOf(fresh), BOT);
  stage.world.deleteComment(old.databaseId, BOT);
}

describe('the commit status bears witness to the record', () => {
  test('each carries the hash of the last entry, and its address leads to the record still', async () => {
    const stage = await openKept({ settings: SETTINGS });
    const { issue } = await wholeLife(stage);
    const hashes = stage.record(issue).transitions.map(({ hash }) => hash);
    const statuses = statusesOf(stage);
    expect(statuses.length).toBeGreaterThan(2);
    for (const { targetUrl } of statuses) {
      const url = new URL(targetUrl ?? '');
      expect(hashes).toContain(url.searchParams.get('loopforge'));
      expect(`${url.origin}${url.pathname}${url.hash}`).toBe(
        `https://github.com/acme/widgets/issues/${issue}#issuecomment-${stage.comment(issue).databaseId}`,
      );
    }
    expect(new URL(statuses.at(-1)?.targetUrl ?? '').searchParams.get('loopforge')).toBe(stage.record(issue).head.hash);
    expect(await verify(stage, issue)).toMatchObject({ verdict: 'PASS', codes: [] });
    expect(await verify(stage, null)).toMatchObject({ verdict: 'PASS', codes: [] });
  });

  test.each([['one'], ['all']])('an entry that never stood in the record is told, verifying %s', async (which) => {
    const stage = await openKept({ settings: SETTINGS });
    const { issue, pull } = await underReview(stage);
    const targetUrl = `https://github.com/acme/widgets/issues/${issue}?loopforge=${HASH}#issuecomment-1`;
    stage.world.status(pull, 'loopforge', 'success', { ...BOT, targetUrl });
    const found = await verify(stage, which === 'one' ? issue : null);
    expect(found, found.text).toMatchObject({ verdict: 'INCONCLUSIVE', codes: ['not_corroborated'] });
    expect(found.text).toContain(HASH);
    const red = await verify(stage, issue, { inputs: { 'on-inconclusive': 'fail' } });
    expect(red.step.exitCode).toBe(1);
  });

  test('a record that was replaced', async () => {
    const stage = await openKept({ settings: SETTINGS });
    const { issue } = await underReview(stage);
    await replace(stage, issue);
    stage.world.advance(20);
    await stage.run('issues', 'labeled', { number: issue, label: 'bug' });
    const found = await verify(stage, issue);
    expect(found.codes, found.text).toContain('not_corroborated');
    expect(found.text).toMatch(/names the entry .*, which does not stand in the record/);
  });

  test.each([['monalisa'], ['github-actions']])('a record that was deleted by %s', async (by) => {
    const stage = await openKept({ settings: SETTINGS });
    const { issue } = await underReview(stage);
    stage.world.deleteComment(stage.comment(issue).databaseId, { by });
    for (const target of [issue, null]) {
      const found = await verify(stage, target);
      expect(found, found.text).toMatchObject({
        verdict: 'INCONCLUSIVE',
        codes: expect.arrayContaining(['comment_deleted', 'not_corroborated']),
      });
    }
  });

  test.each([
    ['by a stranger', { by: 'monalisa', targetUrl: `https://github.com/acme/widgets/issues/1?loopforge=${HASH}` }],
    ['of another item', { ...BOT, targetUrl: `https://github.com/acme/widgets/issues/9?loopforge=${HASH}` }],
    ['without a hash', { ...BOT, targetUrl: 'https://github.com/acme/widgets/issues/1' }],
    ['without an address', BOT],
  ])('a status %s says nothing', async (_, options) => {
    const stage = await openKept({ settings: SETTINGS });
    const { issue, pull } = await underReview(stage);
    expect(issue).toBe(1);
    stage.world.status(pull, 'loopforge', 'success', options);
    expect(await verify(stage, issue)).toMatchObject({ verdict: 'PASS', codes: [] });
  });

  test('an entry that a late writer overwrote stands in the record again after the next run', async () => {
    const stage = await openKept({ settings: SETTINGS });
    const { issue } = await underReview(stage);
    const { databaseId, edits } = stage.comment(issue);
    stage.world.editComment(databaseId, edits.at(-2)?.body ?? '', BOT);
    await stage.run('issues', 'labeled', { number: issue, label: 'bug' });
    expect(stage.record(issue).notes.map(({ kind }) => kind)).toContain('restored');
    expect(await verify(stage, issue)).toMatchObject({ verdict: 'PASS' });
  });
});
