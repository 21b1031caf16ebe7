import { type Census, SHARES, takeCensus } from './census.ts';
import { KINDS } from './exceptions.ts';
import { frequencyLines } from './frequencies.ts';
import { type History, historyOf } from './history.ts';
import { CHECKS, type Finding, type Judgement, judge } from './judgement.ts';
import type { Fate } from './merge-fates.ts';
import { type Law, replay } from './replay.ts';

/** What came of many histories. */
export interface Account {
  readonly items: number;
  readonly replays: number;
  readonly events: number;
  readonly findings: readonly Finding[];
  readonly fates: { readonly [fate in Fate]: number };
  readonly refusals: Judgement['refusals'];
  readonly kinds: { readonly [kind: string]: number };
  readonly late: number;
  readonly census: Census;
}

export interface Choice {
  readonly items: number;
  /** The seed of the first; the others follow. */
  readonly from: number;
  readonly law?: Law;
}

/** So many are held at once. */
const AT_ONCE = 20;

/** Makes and replays so many histories. Nothing of them is kept but what is counted, so memory does not grow. */
export function takeAccount({ items, from, law }: Choice): Account {
  const judgements: Judgement[] = [];
  const parts: Census[] = [];
  let replays = 0;
  let events = 0;
  for (let first = from; first < from + items; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, from + items - first);
    const histories = Array.from({ length: count }, (_, index): History => historyOf(first + index));
    parts.push(takeCensus(histories));
    for (const history of histories) {
      const played = replay(history, law);
      judgements.push(judge(history, played));
      replays += played.length;
      events += history.scenes.length;
    }
  }
  return { items, replays, events, ...sum(judgements), census: addUp(parts) };
}

function sum(all: readonly Judgement[]): Pick<Account, 'findings' | 'fates' | 'refusals' | 'kinds' | 'late'> {
  const fates = { recorded: 0, refused: 0, judged: 0, unjudged: 0, lost: 0 };
  for (const fate of all.flatMap((one) => one.fates)) fates[fate] += 1;
  return {
    findings: all.flatMap((one) => one.findings),
    fates,
    refusals: {
      standard: all.reduce((total, one) => total + one.refusals.standard, 0),
      strict: all.reduce((total, one) => total + one.refusals.strict, 0),
    },
    kinds: Object.fromEntries(KINDS.map((kind) => [kind, all.filter((one) => one.kind === kind).length])),
    late: all.reduce((total, one) => total + one.late, 0),
  };
}

function addUp(parts: readonly Census[]): Census {
  const shares = SHARES.map((name) => {
    const all = parts.map((part) => part[name]);
    const total = (key: 'count' | 'of'): number => all.reduce((whole, one) => whole + one[key], 0);
    return [name, { count: total('count'), of: total('of') }];
  });
  return Object.fromEntries(shares);
}

/** The account in words; of each check at most `shown` findings. */
export function accountLines(account: Account, shown = 5): readonly string[] {
  const { items, replays, events, findings, fates, refusals, kinds, late, census } = account;
  return [
    `${items} items, ${events} events, ${replays} replays (standard: all events, a random half, the last alone; strict: all or the last)`,
    '',
    ...frequencyLines(census),
    '',
    `merges: ${Object.entries(fates)
      .map(([fate, count]) => `${count} ${fate}`)
      .join(', ')}`,
    `refusals: ${refusals.standard} in standard, ${refusals.strict} in strict`,
    `items whose end depends on what was seen: ${Object.entries(kinds)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')}`,
    `replays in which all that arrived came too late to judge: ${late}`,
    '',
    ...CHECKS.flatMap((check) => {
      const found = findings.filter((one) => one.check === check);
      return [
        `${found.length === 0 ? 'fine ' : 'FAULT'} ${check}${found.length === 0 ? '' : `: ${found.length}`}`,
        ...found.slice(0, shown).map(({ where, what }) => `        ${where}: ${what.split('\n')[0]}`),
      ];
    }),
  ];
}
