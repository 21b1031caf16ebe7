import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../../src/core/record/chain/chain.ts';
import type { Entry } from '../../../../src/core/record/entry.ts';
import type { Actor } from '../../../../src/core/values/actor.ts';
import { checkRuns } from '../../../../src/core/verify/runs/runs.ts';
import { aNote, aRejection, aStep, recordOf } from '../../sample-drafts.ts';
import { actor, at, HEAD } from '../../sample-facts.ts';

const REPO = 'acme/widgets';
const RUN = {
  ...{ repo: REPO, path: '.github/workflows/loopforge.yml', headSha: HEAD, headBranch: 'main' },
  ...{ createdAt: at('11:59:00'), attempt: 1, startedAt: at('11:59:00'), endedAt: at('12:01:00') },
  ...{ actor: actor('1'), triggeringActor: actor('1') },
};

/** A record whose last entry answers for its refusal, and says by which way it is known. */
function accepted(source: Entry['source']): readonly Entry[] {
  const answer = aNote({ note: 'accept', source, actor: actor('7'), was: { data: { seq: 2 }, kept: [], named: [] } });
  return entriesOf(recordOf([aStep(), aRejection(), answer])).slice(-1);
}

function withoutRun(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry) => ({ ...entry, run: null }));
}

/** Gravity and code of what the runs of these entries come to. */
function judged(
  entries: readonly Entry[],
  run: typeof RUN | null,
  writers: ReadonlyMap<number, Actor> = new Map(),
): readonly string[] {
  const runs = entries.some((entry) => entry.run !== null) ? [{ entries, run, workflow: null }] : [];
  const about = { repo: REPO, defaultBranch: 'main', isPassing: true };
  return checkRuns({ entries, writers, runs, ...about }).map(({ gravity, code }) => `${gravity} ${code}`);
}

describe.each(['override', 'observed', 'reconstructed', 'asserted'] as const)(
  'somebody answers for a refusal, which stands there as %s',
  (source) => {
    const entries = accepted(source);

    test('by somebody else than who started the run', () => {
      expect(judged(entries, RUN)).toEqual(['fail not_corroborated']);
      expect(judged(entries, { ...RUN, triggeringActor: actor('7') })).toEqual([]);
    });

    test('with no run that made it, or one that is gone', () => {
      expect(judged(withoutRun(entries), null)).toEqual(['inconclusive not_corroborated']);
      expect(judged(entries, null)).toEqual(['inconclusive not_corroborated']);
    });
  },
);

describe('a claim that names no run, by a service outside of workflows', () => {
  const claim = { source: 'asserted', actor: actor('7') } as const;
  const entries = withoutRun(entriesOf(recordOf([aStep(claim)])));
  const by = (id: `${number}`) => new Map([[1, actor(id)]]);

  test('is its own where the account that claims it wrote it', () => {
    expect(judged(entries, null, by('7'))).toEqual([]);
  });

  test.each([
    ['nobody knows who wrote it', entries, new Map()],
    ['somebody else wrote it', entries, by('8')],
    ['a deleted account wrote it', withoutRun(entriesOf(recordOf([aStep({ ...claim, actor: actor('0') })]))), by('0')],
    ['it names nobody', withoutRun(entriesOf(recordOf([aStep({ ...claim, actor: null })]))), by('7')],
  ])('cannot be told where %s', (_, claims, writers) => {
    expect(judged(claims, null, writers)).toEqual(['inconclusive not_corroborated']);
  });
});
