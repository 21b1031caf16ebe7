import {
  type Facts,
  type GitHubItems,
  type Instant,
  type LoopRecord,
  type PullFacts,
  type PullQuestion,
  questionsOfChoice,
  questionsOfJudgement,
  type Reading,
  UNAVAILABLE,
} from '../../core/model.ts';
import { unjudgedMerges } from '../../core/plan/steps/index.ts';
import { recordedIn, selectPull } from '../../core/situation/index.ts';

type Reads = Pick<GitHubItems, 'readPulls' | 'ask'>;

/**
 * Adds what the first answer could not know to be needed: the pull requests that only the record names, the whole of
 * those that decide or are to be judged, and what is asked only where it matters. Each takes a request, only then.
 */
export async function completeFacts(
  github: Reads,
  { facts, host, at }: Pick<Reading, 'facts' | 'host' | 'at'>,
  record: LoopRecord | null,
): Promise<Facts> {
  if (facts.pulls === UNAVAILABLE) return facts;
  const issue = { host, repo: facts.repo, number: facts.number };
  const read = (numbers: readonly number[]) => github.readPulls(numbers, issue);
  const named = await withNamed(facts, facts.pulls, record, read);
  const chosen = await answered(github, named, (pull) => questionsOfChoice(pull, named));
  const whole = await withWhole(chosen, { record, at }, read);
  const judged = new Set(decisive(whole, { record, at }).map(({ number }) => number));
  return answered(github, whole, (pull) => (judged.has(pull.number) ? questionsOfJudgement(pull) : []));
}

/** What the record knows, and GitHub's clock. */
interface Known {
  readonly record: LoopRecord | null;
  readonly at: Instant;
}

type Read = (numbers: readonly number[]) => Promise<readonly PullFacts[]>;

/** Those that the record names in this cycle and that GitHub's lists do not hold are read and judged by their own text. */
async function withNamed(
  facts: Facts,
  known: readonly PullFacts[],
  record: LoopRecord | null,
  read: Read,
): Promise<Facts> {
  if (facts.issue === null || record === null) return facts;
  const absent = namedIn(record, facts.reopenings).filter((number) => !known.some((pull) => pull.number === number));
  return absent.length === 0 ? facts : { ...facts, pulls: [...known, ...(await read(absent))] };
}

function namedIn({ head, transitions }: LoopRecord, cycle: number): readonly number[] {
  const inSteps = transitions.filter(({ basis }) => basis.cycle === cycle).map(({ pr }) => pr);
  return [...new Set([head.pr, head.merged_pr, ...inSteps])].filter((number) => number !== null);
}

/** The pull request that the item follows, and those whose merge is still to be judged, in full. */
async function withWhole(facts: Facts, known: Known, read: Read): Promise<Facts> {
  const { pulls } = facts;
  const numbers = decisive(facts, known).flatMap(({ complete, number }) => (complete ? [] : [number]));
  if (pulls === UNAVAILABLE || numbers.length === 0) return facts;
  const whole = new Map((await read(numbers)).map((pull) => [pull.number, pull]));
  const filled = pulls.map((pull): PullFacts => {
    const { link, edited, outsider } = pull;
    return { ...(whole.get(pull.number) ?? pull), link, edited, outsider };
  });
  return { ...facts, pulls: filled };
}

function decisive(facts: Facts, { record, at }: Known): readonly PullFacts[] {
  if (facts.pulls === UNAVAILABLE) return [];
  const unjudged = unjudgedMerges(facts, record, at);
  const { head } = record ?? {};
  const chosen = selectPull(facts, recordedIn(record));
  const isRecorded = (pull: PullFacts) => pull.number === head?.merged_pr && head.cycle === facts.reopenings;
  return facts.pulls.filter(
    (pull) => (pull === chosen || unjudged.includes(pull)) && !(isRecorded(pull) && pull.complete),
  );
}

/** Asks what is to be asked about each pull request. */
async function answered(
  github: Reads,
  facts: Facts,
  questions: (pull: PullFacts) => readonly PullQuestion[],
): Promise<Facts> {
  if (facts.pulls === UNAVAILABLE) return facts;
  const pulls: PullFacts[] = [];
  for (const pull of facts.pulls) {
    const asked = questions(pull);
    pulls.push(asked.length === 0 ? pull : await github.ask(pull, asked));
  }
  return { ...facts, pulls };
}
