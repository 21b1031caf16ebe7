import {
  type Delivered,
  type DeliveryHook,
  type Entry,
  entriesOf,
  type HookNews,
  type HookVerdict,
  type LoopRecord,
} from '../../core/model.ts';
import { readWholeRecord } from '../find-record/index.ts';
import type { ItemPorts, ItemRequest } from '../item-state/index.ts';
import { noteDelivered } from './note-delivered.ts';
import { canNote, type NewsTold, type StoredNews } from './stored-news.ts';

/** So many entries of a backlog are told at a time, however slow each answer; after so long the rest of it is left to the next run. */
const AT_ONCE = 10;
const LONGEST_MS = 60_000;

interface News extends StoredNews {
  readonly record: LoopRecord;
}

/** What one hook is to be told. */
interface Telling {
  readonly hook: DeliveryHook;
  /** Number of the first entry. */
  readonly from: number;
  readonly isLate: boolean;
}

/** Tells every hook for which there is something, all of them at once. Never throws. */
export async function deliverNews(
  ports: ItemPorts,
  request: ItemRequest,
  news: News,
  hooks: readonly DeliveryHook[],
): Promise<NewsTold> {
  const tellings = hooks.flatMap((hook) => tellingOf(hook, news, request));
  if (tellings.length === 0) return { effects: [], record: news.record };
  const entries = entriesFrom(ports, news, Math.min(...tellings.map(({ from }) => from)));
  const told = await Promise.all(tellings.map((telling) => tell(ports, news, telling, entries)));
  const delivered = told.flatMap((one) => one.delivered);
  const effects = told.map(({ name, ok, message }) => ({ name, ok, message }));
  if (delivered.length === 0) return { effects, record: news.record };
  return { effects, record: await noteDelivered(ports, request, news, delivered) };
}

/**
 * Who has no outbox is told what this run appended; who has one, what waits for it, if that can be noted afterwards. What
 * earlier runs left is nothing for the event of a fork: the runs of the repository itself see to that.
 */
function tellingOf(hook: DeliveryHook, news: News, { fork }: ItemRequest): readonly Telling[] {
  const first = news.appended[0]?.seq;
  if (hook.sink === null) return first === undefined ? [] : [{ hook, from: first, isLate: false }];
  const from = news.record.head.outbox?.[hook.sink];
  if (from === undefined || from > news.record.head.seq || !canNote(news)) return [];
  if (fork && first === undefined) return [];
  return [{ hook, from, isLate: from < (first ?? Number.POSITIVE_INFINITY) }];
}

type Entries = (from: number) => Promise<readonly Entry[]>;

/** Entries of the record from one on, the sealed ones too where they are asked for: those are read once for all hooks. */
function entriesFrom(ports: ItemPorts, { record, itemState }: News, least: number): Entries {
  const sealed = record.segments.at(-1)?.last_seq ?? 0;
  const reading =
    least > sealed
      ? Promise.resolve(record)
      : readWholeRecord(ports.github, itemState.reading.facts.number, { record });
  // Each that waits for it is told of the failure.
  reading.catch(() => {});
  return async (from) => entriesOf(from > sealed ? record : await reading).filter(({ seq }) => seq >= from);
}

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  readonly delivered: readonly Delivered[];
}

async function tell(ports: ItemPorts, news: News, { hook, from, isLate }: Telling, entries: Entries): Promise<Outcome> {
  const { name, sink } = hook;
  try {
    const waiting = await entries(from);
    const verdict = await inPortions(ports, waiting, sink === null ? waiting.length : AT_ONCE, (portion) =>
      hook.tell({ record: news.record, entries: portion, item: itemOf(news) }, isLate),
    );
    const last = waiting.findLast(({ seq }) => verdict.upTo !== null && seq <= verdict.upTo);
    const isOver = verdict.isOver === true;
    const upTo = last ?? (isOver ? waiting[0] : undefined);
    const delivered = sink === null || upTo === undefined ? [] : [{ sink, from, upTo, isOver }];
    return { name, ok: verdict.ok, message: verdict.message, delivered };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { name, ok: false, message, delivered: [] };
  }
}

/** One portion after another, until one is not taken whole or it has taken too long. */
async function inPortions(
  { timer, isCancelled }: ItemPorts,
  entries: readonly Entry[],
  size: number,
  tellPortion: (portion: readonly Entry[]) => Promise<HookVerdict>,
): Promise<HookVerdict> {
  const began = timer.elapsed();
  let upTo: number | null = null;
  for (let start = 0; ; start += size) {
    const portion = entries.slice(start, start + size);
    const verdict = await tellPortion(portion);
    upTo = verdict.upTo ?? upTo;
    const isTaken = verdict.ok && verdict.isOver !== true && upTo === portion.at(-1)?.seq;
    const left = entries.length - start - portion.length;
    if (!isTaken || left <= 0) return { ...verdict, upTo };
    if (isCancelled() || timer.elapsed() - began > LONGEST_MS) {
      return { ...verdict, upTo, message: `${verdict.message}; ${left} more entries are left to the next run` };
    }
  }
}

function itemOf({ itemState, record, comment, violations }: News): HookNews['item'] {
  const { facts } = itemState.reading;
  return {
    url: facts.url,
    title: facts.issue?.title ?? null,
    commentUrl: comment?.url ?? itemState.found.stored?.comment.url ?? null,
    missing: record.head.shown?.needs ?? [],
    violations: violations.map(({ seq, summary, remedy }) => ({ seq, summary, remedy })),
  };
}
