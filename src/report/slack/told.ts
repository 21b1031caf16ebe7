import {
  type Entry,
  type HookNews,
  isNoteOf,
  isPullRequest,
  isRejection,
  isTransition,
  type LoopRecord,
  type Rejection,
} from '../../core/model.ts';
import {
  actOf,
  code,
  listAnd,
  refusalSentence,
  refusedInRecord,
  remediesInRecord,
  remedySentence,
  sayPerson,
} from '../../core/words/index.ts';
import { aboutRecord } from '../standing/index.ts';
import { inert } from './escape.ts';
import { LONGEST_SECTION } from './limits.ts';

const MOST_REFUSALS = 3;
const MOST_FORCED = 3;
const MOST_PEOPLE = 3;
const SENTENCE_LIMIT = LONGEST_SECTION / 4;
const REASON_LIMIT = LONGEST_SECTION / 3;
const NAME_LIMIT = 160;

/** Who forced what, and why; an item of the list for each time that somebody did. */
export function forcedIn({ record, entries }: HookNews): readonly string[] {
  const byDeed = new Map<string, { readonly first: Entry; readonly states: string[] }>();
  for (const entry of entries) {
    const state = forcedState(record, entry);
    // One command takes many steps, all with its reason.
    const deed = JSON.stringify([entry.actor, entry.metadata['reason'] ?? null]);
    const known = byDeed.get(deed);
    if (state !== null && known === undefined) byDeed.set(deed, { first: entry, states: [state] });
    else if (state !== null && !known?.states.includes(state)) known?.states.push(state);
  }
  const told = [...byDeed.values()].map(({ first, states }) => {
    const { reason } = first.metadata;
    const why = typeof reason === 'string' ? `: ${inert(reason, REASON_LIMIT)}` : '.';
    return `⚠️ ${who(first)} overrode ${inert(listAnd(states.map(code)), SENTENCE_LIMIT)}${why}`;
  });
  return atMost(told, MOST_FORCED);
}

/** The state that a person forced, or for whose refusal they answer. Null: nobody forced anything by this entry. */
function forcedState({ rejections }: LoopRecord, entry: Entry): string | null {
  if (isTransition(entry)) return entry.source === 'override' ? entry.to_state : null;
  return isNoteOf(entry, 'accept')
    ? (rejections.find(({ seq }) => seq === entry.was.data.seq)?.to_state ?? null)
    : null;
}

/** What was refused and why, and what settles it; beneath one another, a quotation for each. */
export function refusedIn(news: HookNews): readonly string[] {
  const told = news.entries.filter(isRejection).map((entry) => {
    const lines = [whatOf(news, entry), ...settledBy(news, entry)].map((line) => inert(line, SENTENCE_LIMIT));
    return lines.map((line) => `> ${line}`).join('\n');
  });
  return atMost(told, MOST_REFUSALS);
}

function whatOf({ record, item }: HookNews, entry: Rejection): string {
  const open = item.violations.find(({ seq }) => seq === entry.seq);
  return open?.summary ?? refusalSentence(refusedInRecord(entry), isPullRequest(record) ? 'pull request' : 'issue');
}

/** The run knows better than the record by what a refusal can end. */
function settledBy({ record, item }: HookNews, entry: Rejection): readonly string[] {
  const open = item.violations.find(({ seq }) => seq === entry.seq);
  if (open !== undefined) return [open.remedy];
  const refused = refusedInRecord(entry);
  const about = aboutRecord(record);
  const mayOverride = actOf(refused) !== 'claim';
  return [remedySentence({ refused, remedies: remediesInRecord(entry, about), mayOverride, about })];
}

/** Those who did what the entries tell, each once, in bold where the name is a plain one. */
export function whoDid(entries: readonly Entry[]): string {
  const all = [...new Set(entries.flatMap((entry) => (entry.actor === null ? [] : [who(entry)])))];
  const more = all.length - MOST_PEOPLE;
  return listAnd(more > 0 ? [...all.slice(0, MOST_PEOPLE), `${more} more`] : all);
}

function who({ actor }: Entry): string {
  if (actor === null || 'redacted' in actor) return 'Somebody';
  const name = inert(sayPerson(actor.login), NAME_LIMIT);
  return name.startsWith('`') ? name : `*${name}*`;
}

function atMost(all: readonly string[], most: number): readonly string[] {
  const more = all.length - most;
  return more > 0 ? [...all.slice(0, most), `And ${more} more, in the record.`] : all;
}
