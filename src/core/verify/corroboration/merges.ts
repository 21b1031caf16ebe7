import type { Entry } from '../../model.ts';
import type { Finding } from '../findings/index.ts';
import {
  actorIn,
  evidenceFor,
  isFinding,
  isFromFacts,
  isKnownBy,
  isSame,
  refuted,
  type ShownToday,
} from './shown-today.ts';

/** A merge cannot be undone, and neither can its head, its moment and its hand. A claim of one has only the merge. */
export function judgeMerge(entry: Entry, shown: ShownToday): readonly Finding[] {
  const pull = evidenceFor(entry, shown);
  if (isFinding(pull)) return [pull];
  const { merged } = pull;
  if (merged === null) {
    return [refuted(entry, `pull request #${entry.pr} was merged, and GitHub shows that it was not`)];
  }
  if (!isKnownBy(merged.at, entry.recorded_at)) {
    return [refuted(entry, `#${entry.pr} was merged, and GitHub says that this came later, at ${merged.at}`)];
  }
  if (entry.sha !== null && entry.sha !== pull.headSha) {
    return [refuted(entry, `#${entry.pr} was merged with the head ${entry.sha}, and GitHub says ${pull.headSha}`)];
  }
  if (!isFromFacts(entry)) return [];
  const { at } = entry.evidence;
  if (at !== null && !isSame(at, merged.at)) {
    return [refuted(entry, `#${entry.pr} was merged at ${at}, and GitHub says ${merged.at}`)];
  }
  const who = actorIn(entry);
  if (who === null || merged.actor === null || who.id === merged.actor.id) return [];
  return [refuted(entry, `${who.login} merged #${entry.pr}, and GitHub says ${merged.actor.login}`)];
}
