import {
  hasCode,
  type Instant,
  type LoopForgeError,
  type LoopRecord,
  type RecordFilter,
  type UnreadableRecord,
} from '../../../core/model.ts';
import { isInstant, matches, type Placed } from './list-order.ts';

/** Which page: at most `limit` records, behind `after`. */
export interface PagePlace {
  readonly limit: number;
  readonly after?: Placed | undefined;
}

/**
 * One place of a list, and the record that stands there, or why it cannot be read. The place is what the list goes by: a
 * record may have been saved since, and then belongs elsewhere.
 */
export type Listed =
  | { readonly place: Placed; readonly record: LoopRecord }
  | { readonly place: Placed; readonly damage: LoopForgeError };

/** One page of what matches, newest first, then by id. One that is not full is the last. */
export type ReadPage = (filter: RecordFilter, place: PagePlace) => Promise<readonly Listed[]>;

const PAGE = 100;

/** All that match, page by page, newest first. Memory does not grow with how many there are. */
export function streamPages(readPage: ReadPage, filter: RecordFilter): AsyncGenerator<Listed> {
  return streamRounds((part) => allPages(readPage, part), filter);
}

/**
 * All that match, newest first. A record that is saved meanwhile jumps ahead of the place that has been reached; so what
 * was saved since the newest place is asked for at the end, until there is nothing new. What is damaged is told once.
 * @param read all that match, in order, as one walk through them finds them; what does not match any more is left out here
 */
export async function* streamRounds(
  read: (filter: RecordFilter) => AsyncIterable<Listed>,
  filter: RecordFilter,
): AsyncGenerator<Listed> {
  const told = new Told();
  for (let round = filter; ; ) {
    let isOver = true;
    for await (const each of read(round)) {
      if (!told.isNews(each) || ('record' in each && !matches(each.record, filter))) continue;
      isOver = false;
      yield each;
    }
    const since = told.nextRound();
    if (isOver || since === null) return;
    round = { ...filter, since };
  }
}

/** What has been told, as far as it may be found again. */
class Told {
  readonly #damaged = new Set<string>();
  /** Versions by id, of the round before: it is found again where it is of the moment that this round begins at. */
  #before: ReadonlyMap<string, number> = new Map();
  #now = new Map<string, number>();
  /** The newest place of this round. */
  #newest: Instant | null = null;

  /** Whether it has not been told; from now on it has. */
  isNews(each: Listed): boolean {
    const { record_id, updated_at } = each.place;
    if (this.#newest === null && isInstant(updated_at)) this.#newest = updated_at;
    if ('damage' in each) return this.#isNewDamage(record_id);
    const { updated_at: savedAt, head } = each.record;
    if (this.#newest !== null && savedAt >= this.#newest) this.#now.set(record_id, head.seq);
    return this.#before.get(record_id) !== head.seq;
  }

  #isNewDamage(id: string): boolean {
    const isNew = !this.#damaged.has(id);
    this.#damaged.add(id);
    return isNew;
  }

  /** From which moment on there may be news; null: there was nothing. */
  nextRound(): Instant | null {
    const newest = this.#newest;
    this.#before = this.#now;
    this.#now = new Map();
    this.#newest = null;
    return newest;
  }
}

async function* allPages(readPage: ReadPage, filter: RecordFilter): AsyncGenerator<Listed> {
  for (let after: Placed | undefined; ; ) {
    const page = await readPage(filter, { limit: PAGE, after });
    yield* page;
    after = page.at(-1)?.place;
    if (after === undefined || page.length < PAGE) return;
  }
}

/**
 * What stands at a place, or what is wrong with it.
 * @throws what `read` throws, if that does not say that something is damaged
 */
export function listedAt(place: Placed, read: () => LoopRecord): Listed {
  try {
    return { place, record: read() };
  } catch (error) {
    return damageAt(place, error);
  }
}

/** @throws an error that does not say that something is damaged */
export function damageAt(place: Placed, error: unknown): Listed {
  if (hasCode(error, 'store_damaged')) return { place, damage: error };
  throw error;
}

/** The records of a page. @throws LoopForgeError what is wrong with the first that cannot be read */
export function recordsIn(page: readonly Listed[]): readonly LoopRecord[] {
  return page.map(recordIn);
}

/** The records of a stream. @throws LoopForgeError what is wrong with the first that cannot be read */
export async function* streamRecords(stream: AsyncIterable<Listed>): AsyncGenerator<LoopRecord> {
  for await (const each of stream) yield recordIn(each);
}

/** The same, past what cannot be read. */
export async function* scanRecords(stream: AsyncIterable<Listed>): AsyncGenerator<LoopRecord | UnreadableRecord> {
  for await (const each of stream) {
    yield 'damage' in each ? { id: each.place.record_id, problem: each.damage.message } : each.record;
  }
}

function recordIn(each: Listed): LoopRecord {
  if ('damage' in each) throw each.damage;
  return each.record;
}
