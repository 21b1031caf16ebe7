import { checksMayAppear, type MissingNeed, type NeedKind, type Rejection } from '../../model.ts';
import { type Remedy, remediesFor } from '../../outcome/index.ts';
import { type About, closingKeyword, code, listOr } from '../basics/index.ts';
import { essentialNeeds, needActions } from '../needs/index.ts';
import { actOf, closeNeedsOf, type RefusedStep, refusedInRecord } from './refused-act.ts';

/** By what a refusal can end, and of what it is said. */
export interface WayOutWords {
  readonly refused: RefusedStep;
  readonly remedies: readonly Remedy[];
  readonly mayOverride: boolean;
  readonly about: About;
}

const BY_OVERRIDE = 'Only a person can settle this, by an override with a reason.';

/** What makes a refusal good again, in one sentence. */
export function remedySentence(words: WayOutWords): string {
  const { remedies, mayOverride } = words;
  const [first] = remedies;
  switch (first) {
    case undefined:
      return mayOverride ? BY_OVERRIDE : 'Nothing settles this any more; it stays on record.';
    case 'proof':
      return byProof(words);
    case 'claim_again':
      return `Bring what is missing and claim it again${mayOverride ? ', or override it' : ''}.`;
    case 'claim_other':
      return `Claim a state that the lifecycle leads to from here${mayOverride ? ', or override it' : ''}.`;
    default:
      return `Settled by ${listOr([...remedies.map((remedy) => phrase(remedy, words.about)), ...override(words)])}.`;
  }
}

function byProof({ refused, mayOverride, about }: WayOutWords): string {
  const { needs, sha } = refused;
  if (actOf(refused) !== 'merge') {
    const actions = needActions(needs, about);
    return `To settle it, ${listOr([actions === '' ? 'prove it again' : actions, ...(mayOverride ? ['override it'] : [])])}.`;
  }
  const commit = sha === null ? '' : ` for the commit ${code(sha.slice(0, 7))}`;
  return `Settled when ${passing(needs)}${commit}${mayOverride ? ', or by an override' : ''}.`;
}

function override({ mayOverride }: WayOutWords): readonly string[] {
  return mayOverride ? ['an override'] : [];
}

const PHRASES: { readonly [remedy in Remedy]: (about: About) => string } = {
  proof: () => 'its proof',
  merge: () => 'merging its pull request',
  link: (about) => `${closingKeyword(about)} in a merged pull request`,
  set_aside: () => 'a close as not planned',
  reopen: () => 'opening it again',
  claim_again: () => 'claiming it again',
  claim_other: () => 'another claim',
  keyword: () => "writing `Closes` and an issue's number into its description",
  unlock: () => 'unlocking the conversation, so that the next run can record it',
};

/** What is done for it, to stand behind "Settled by". */
function phrase(remedy: Remedy, about: About): string {
  return PHRASES[remedy](about);
}

/** What is done about a result that is refused, and that no violation tells of; empty: there is nothing to say. */
export function remedyPhrase(remedies: readonly Remedy[], about: About): string {
  return remedies.length === 0 ? '' : `Settled by ${listOr(remedies.map((remedy) => phrase(remedy, about)))}.`;
}

/** By what a refusal that the record holds can end, as far as the record tells. */
export function remediesInRecord(entry: Rejection, about: About): readonly Remedy[] {
  const refused = refusedInRecord(entry);
  const act = actOf(refused);
  const needs = act === 'close' ? closeNeedsOf(refused) : essentialNeeds(refused.needs);
  // Whether one had reported beside those that never did the record does not tell: then nothing is promised.
  const hadNoChecks = needs.some(({ kind }) => kind === 'no_checks');
  return remediesFor({
    code: refused.code,
    act: act === 'reopen' ? 'reopening' : act === 'lost' || act === 'step' || act === 'veto' ? 'other' : act,
    needs,
    isMerged: act === 'merge',
    isFresh: refused.at !== null && hadNoChecks && checksMayAppear(refused.at, entry.recorded_at),
    setAside: about.canBeSetAside === true ? 'may' : 'no',
    hasOther: true,
  });
}

/** Of these no check is named that has to pass. */
const UNNAMED: readonly NeedKind[] = ['only_neutral', 'unreadable', 'no_checks'];

/** The sentence before this one names the checks. */
function passing(needs: readonly MissingNeed[]): string {
  const named = needs.filter(({ kind }) => !UNNAMED.includes(kind));
  const names = new Set(named.flatMap((need) => need.names));
  const isMore = named.some(({ names: some, counts }) => (counts['total'] ?? 0) > some.length);
  if (names.size === 0) return 'a check passes';
  return names.size === 1 && !isMore ? 'it passes' : 'they pass';
}
