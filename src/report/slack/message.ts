import type { ContextBlock, HeaderBlock, MrkdwnElement, SectionBlock } from '@slack/types';
import {
  type Entry,
  type HookNews,
  isNoteOf,
  isPullRequest,
  isRejection,
  isTransition,
  type LoopRecord,
} from '../../core/model.ts';
import { ended, needActions, openRefusals } from '../../core/words/index.ts';
import {
  aboutRecord,
  FLAG_MARKS,
  nextSentence,
  SOURCE_MARKS,
  statesPassed,
  type Title,
  titleOf,
} from '../standing/index.ts';
import { inert, inertCode, inertPlain } from './escape.ts';
import { LONGEST_HEADER, LONGEST_MESSAGE, LONGEST_SECTION, LONGEST_TEXT, MOST_BLOCKS } from './limits.ts';
import { slackLink, slackLinks } from './links.ts';
import { forcedIn, refusedIn, whoDid } from './told.ts';

type SlackBlock = HeaderBlock | SectionBlock | ContextBlock;

/** What an incoming webhook of Slack takes: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
export interface SlackMessage {
  /** What notifications and screen readers are given in place of the blocks. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly link_names: false;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

const TITLE_LIMIT = LONGEST_SECTION / 6;
const NEXT_LIMIT = LONGEST_SECTION / 4;
const STATE_LIMIT = 80;
const MOST_REFUSED = 3;

/**
 * What a run did to one item, for a channel: where the item stands, what moved it and who, what is to be done next, what was
 * forced or refused and why, and where to read on. Text from outside does nothing in it.
 *
 * @param on the states that the channel is told of; empty: all
 * @returns null: nothing that it is to be told of was entered, refused or answered for
 */
export function slackMessage(news: HookNews, on: readonly string[]): SlackMessage | null {
  const { record, entries, item } = news;
  if (!entries.some((entry) => isTold(record, entry, on))) return null;
  const title = titleOf(record, openRefusals(record));
  const sections = [itemLine(news), wayLine(entries), nextLine(news), ...forcedIn(news), ...refusedIn(news)];
  return {
    text: fallback(title, record, item.title),
    blocks: asFarAsTaken(header(title), sections.filter((text) => text !== '').map(section), links(news)),
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** A step, a refusal, or somebody's answer for one: of the states that are asked for. */
function isTold({ rejections }: LoopRecord, entry: Entry, on: readonly string[]): boolean {
  const answered = isNoteOf(entry, 'accept') ? rejections.find(({ seq }) => seq === entry.was.data.seq) : undefined;
  const step = isTransition(entry) || isRejection(entry) ? entry : answered;
  return step !== undefined && (on.length === 0 || on.includes(step.to_state));
}

/** What it is about: linked where its name is a plain one, and by its title. */
function itemLine({ record, item }: HookNews): string {
  const name = nameOf(record);
  const shown = name.includes('`') ? name : `*${slackLink(name, item.url, item.url)}*`;
  return `${shown} ${inert(item.title ?? '', TITLE_LIMIT)}`.trimEnd();
}

/** Such as `acme/widgets#42`; of a record from elsewhere what it calls its item. */
function nameOf({ repo, ref_number, ref }: LoopRecord): string {
  return repo === null || ref_number === null ? inert(ref, TITLE_LIMIT) || inertCode(ref) : `${repo}#${ref_number}`;
}

/** All steps of the run, what is odd about them, and those who took them. */
function wayLine(entries: readonly Entry[]): string {
  const steps = entries.filter(isTransition);
  const refused = entries.filter(isRejection);
  const [first] = refused;
  const start = steps.length === 0 && first !== undefined ? [first.from_state] : statesPassed(steps);
  const stopped = [...new Set(refused.map(({ to_state }) => to_state))].slice(0, MOST_REFUSED);
  const way = [...start.map(stateOf), ...stopped.map((state) => `❌ ${stateOf(state)}`)].join(' → ');
  // What was overridden is told below, with its reason.
  const marks = steps.flatMap(({ source, flags }) => [
    ...(source === 'override' ? [] : [SOURCE_MARKS[source]]),
    ...flags.map((flag) => FLAG_MARKS[flag]),
  ]);
  const odd = [...new Set(marks.flatMap((mark) => (mark === null ? [] : [`_${mark.word}_`])))].join(', ');
  return [way, odd, whoDid([...steps, ...refused])].filter((part) => part !== '').join(' · ');
}

function stateOf(state: string | null): string {
  return state === null ? '…' : inertCode(state, STATE_LIMIT);
}

/** As the comment says it, but for what stands below it there. */
function nextLine({ record, item }: HookNews): string {
  const told = nextSentence(record, openRefusals(record), true);
  const next = told ?? ended(needActions(item.missing, aboutRecord(record)));
  return next === '.' ? '' : `*Next:* ${inert(next, NEXT_LIMIT)}`;
}

function links({ record, entries, item }: HookNews): readonly ContextBlock[] {
  const isPull = isPullRequest(record);
  const { pr_number, pr_url } = record;
  const found = slackLinks(
    [
      [isPull ? 'Pull request' : 'Issue', item.url],
      [`Pull request ${pr_number}`, isPull || pr_number === null ? null : pr_url],
      ['Record', item.commentUrl],
      ['Run', entries.at(-1)?.run?.url ?? null],
    ],
    item.url,
  );
  return found.length === 0 ? [] : [{ type: 'context', elements: [mrkdwn(found.join(' · '))] }];
}

function header({ sign, text }: Title): HeaderBlock {
  const shown = inertPlain(`${sign} ${text.replaceAll('`', '')}`, LONGEST_HEADER);
  return { type: 'header', text: { type: 'plain_text', text: shown, emoji: false } };
}

function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(text) };
}

/** Nothing is made of what looks like an address, a channel or a person. */
function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** What comes last is left out first, but for the links. */
function asFarAsTaken(
  first: HeaderBlock,
  sections: readonly SectionBlock[],
  last: readonly ContextBlock[],
): readonly SlackBlock[] {
  const kept = sections.slice(0, MOST_BLOCKS - 1 - last.length);
  while (JSON.stringify([first, ...kept, ...last]).length > LONGEST_MESSAGE) kept.pop();
  return [first, ...kept, ...last];
}

function fallback({ sign, text }: Title, record: LoopRecord, itemTitle: string | null): string {
  const title = itemTitle === null ? '' : ` (${inert(itemTitle, LONGEST_TEXT / 8)})`;
  return `${sign} ${nameOf(record)}${title}: ${inert(text, LONGEST_HEADER)}`;
}
