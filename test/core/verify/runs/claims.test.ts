import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../../src/core/record/chain/chain.ts';
import type { Entry } from '../../../../src/core/record/entry.ts';
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
function judged(entries: readonly Entry[], run: typeof RUN | null): readonly string[] {
  const runs = entries.some((entry) => entry.run !== null) ? [{ entries, run, workflow: null }] : [];
  const about = { repo: REPO, defaultBranch: 'main', isPassing: true };
  return checkRuns({ entries, runs, ...about }).map(({ gravity, code }) => `${gravity} ${code}`);
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
