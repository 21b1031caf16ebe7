import { canonicalize } from '../../encoding/index.ts';
import type { Actor } from '../../values/index.ts';
import type { Entry, LoopRecord, Was } from '../index.ts';
import type { NoteDraft } from './append.ts';

/** A person's note looks at nothing: it has no facts of its own. */
function noFacts(cycle: number): Omit<NoteDraft, 'kind' | 'note' | 'trigger' | 'at' | 'actor' | 'was' | 'metadata'> {
  return {
    source: 'override',
    pr: null,
    pr_url: null,
    sha: null,
    basis: { observed: null, sha: null, cycle, rules: null },
    evidence: { at: null, facts: {}, checks: null },
    flags: [],
  };
}

/**
 * A note on the record itself, by a person. It brings no facts of its own, so no field of the record but its last
 * entry follows from it.
 */
export function draftAct(
  act: Pick<NoteDraft, 'note' | 'metadata'> & { readonly was: Partial<Was> },
  record: LoopRecord,
  actor: Actor,
): NoteDraft {
  return {
    kind: 'note',
    ...act,
    was: { data: null, kept: [], named: [], ...act.was },
    trigger: act.note,
    at: null,
    actor,
    ...noFacts(record.head.cycle),
  };
}

/**
 * Whether an entry is one as {@link draftAct} makes them: a person who may add it may say nothing else with it, such as
 * that the item was reopened, which would clear what is open.
 * @param cycle the record's, before it
 */
export function bringsNoFacts(entry: Entry, cycle: number): boolean {
  const { source, pr, pr_url, sha, basis, evidence, flags, run, lifecycle, settings } = entry;
  const said = { source, pr, pr_url, sha, basis, evidence, flags, run, lifecycle, settings };
  return canonicalize(said) === canonicalize({ ...noFacts(cycle), run: null, lifecycle: null, settings: null });
}
