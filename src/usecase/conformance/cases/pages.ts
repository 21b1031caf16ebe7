import type { ListOptions, LoopRecord } from '../../../core/model.ts';
import {
  atMinute,
  expectRecords,
  expectRecordsInAnyOrder,
  isFree,
  type StoreCase,
  type StoreStage,
} from '../stage/index.ts';

/** The records of one state, page by page. */
export const PAGE_CASES: readonly StoreCase[] = [
  { name: 'pages: each record once, whatever the size of the pages', play: eachOnce },
  { name: 'pages: go on within one moment', play: goOnWithinOneMoment },
  { name: 'pages: go on behind a record that moved away', play: goOnBehindOneThatMoved },
  { name: 'pages: go on behind a record that was deleted', play: goOnBehindOneThatIsGone },
  { name: 'pages: go on behind a place where no record ever was', isAsked: isFree, play: goOnBehindAnyPlace },
  { name: 'pages: hundreds of records, many of one moment, while others change', play: manyWhileOthersChange },
];

type Place = NonNullable<ListOptions['after']>;

/** Page by page to the end. `turn` is what happens between pages. */
async function pagesOf(
  { store, limits }: StoreStage,
  limit: number,
  turn: () => Promise<void> = async () => {},
): Promise<readonly LoopRecord[]> {
  const all: LoopRecord[] = [];
  for (let after: Place | undefined; ; ) {
    const page = await store.listByState('closed', { limit, ...(after === undefined ? {} : { after }) });
    if (page.length > limit) throw new Error(`A page of ${limit}: expected no more, found ${page.length}`);
    all.push(...page);
    // More than there are in any of these cases: the pages go round in a circle.
    if (all.length > limits.manyRecords + 100)
      throw new Error(`Pages of ${limit}: expected an end, found ${all.length} records`);
    after = page.at(-1);
    if (after === undefined) return all;
    await turn();
  }
}

/** Newest first: five of different moments. */
async function five(stage: StoreStage): Promise<readonly [LoopRecord, LoopRecord, LoopRecord, LoopRecord, LoopRecord]> {
  const store = (n: number) => stage.stored({ state: 'closed', at: atMinute(n) });
  const [e, a, c, b, d] = [await store(1), await store(5), await store(3), await store(4), await store(2)];
  await stage.expectByState('closed', [a, b, c, d, e]);
  return [a, b, c, d, e];
}

async function eachOnce(stage: StoreStage): Promise<void> {
  const all = await five(stage);
  await stage.stored({ state: 'merged', at: atMinute(3) });
  for (const limit of [1, 2, 3, 5, 6]) expectRecords(`Pages of ${limit}`, await pagesOf(stage, limit), all);
}

async function goOnWithinOneMoment(stage: StoreStage): Promise<void> {
  const wish = { state: 'closed', at: atMinute(0) };
  const tied = [await stage.stored(wish), await stage.stored(wish), await stage.stored(wish), await stage.stored(wish)];
  const before = await stage.stored({ state: 'closed', at: atMinute(-1) });
  const behind = await stage.stored({ state: 'closed', at: atMinute(1) });
  const all = [behind, ...tied, before];
  await stage.expectByState('closed', all, { limit: all.length });
  for (const limit of [1, 2, 3]) {
    const found = await pagesOf(stage, limit);
    if (stage.limits.ordersTies) expectRecords(`Pages of ${limit}`, found, all);
    else expectRecordsInAnyOrder(`Pages of ${limit}`, found, all);
  }
}

async function goOnBehindOneThatMoved(stage: StoreStage): Promise<void> {
  const [a, b, c, d, e] = await five(stage);
  const moved = await stage.step(b, { state: 'merged', at: atMinute(9) });
  await stage.expectByState('closed', [c, d, e], { limit: 100, after: b });
  await stage.expectByState('closed', [c], { limit: 1, after: b });
  await stage.expectByState('closed', [a, c], { limit: 2 });
  await stage.expectByState('closed', [b, c].slice(1), {
    limit: 1,
    after: { record_id: b.record_id, updated_at: b.updated_at },
  });
  const back = await stage.step(moved, { state: 'closed', at: atMinute(10) });
  await stage.expectByState('closed', [c, d, e], { after: b });
  await stage.expectByState('closed', [a, c, d, e], { after: back });
}

async function goOnBehindOneThatIsGone(stage: StoreStage): Promise<void> {
  const [a, b, c, d, e] = await five(stage);
  await stage.store.delete(b.record_id);
  await stage.expectByState('closed', [c, d, e], { after: b });
  await stage.store.delete(c.record_id);
  await stage.expectByState('closed', [d, e], { after: b });
  await stage.expectByState('closed', [], { after: e });
  await stage.expectByState('closed', [d, e], { after: a });
}

async function goOnBehindAnyPlace(stage: StoreStage): Promise<void> {
  const all = await five(stage);
  const places: readonly (readonly [Place, number])[] = [
    [{ record_id: 'loop-ffffffff', updated_at: '9999-12-31T23:59:59Z' }, 0],
    [{ record_id: 'loop-00000000', updated_at: atMinute(3) }, 2],
    [{ record_id: 'loop-ffffffff', updated_at: atMinute(3) }, 3],
    [{ record_id: 'octocat/x#1', updated_at: '2000-01-01T00:00:00Z' }, 5],
  ];
  for (const [after, from] of places) await stage.expectByState('closed', all.slice(from), { after });
}

async function manyWhileOthersChange(stage: StoreStage): Promise<void> {
  const made = stage.records.many(stage.limits.manyRecords, (n) => ({ state: 'closed', at: atMinute(n % 7) }));
  await stage.saveAll(made);
  await stage.eventually(async () => expectRecordsInAnyOrder('All pages', await pagesOf(stage, 50), made));
  // Every other record stays where it is; the rest leave, one at each turn.
  const stay = made.filter((_, n) => n % 2 === 0);
  const leave = made.filter((_, n) => n % 2 === 1);
  const seen = await pagesOf(stage, 10, async () => {
    const next = leave.pop();
    if (next !== undefined) await stage.step(next, { state: 'merged', at: atMinute(60) });
  });
  const ids = new Set(stay.map(({ record_id }) => record_id));
  const stayed = seen.filter(({ record_id }) => ids.has(record_id));
  expectRecordsInAnyOrder('Those that did not change', stayed, stay);
}
