import { builtinLifecycle, releasedLifecycle } from '../../codec/lifecycle/index.ts';
import {
  entriesOf,
  type Facts,
  type LawSettings,
  LoopForgeError,
  type LoopRecord,
  type Reading,
  UNAVAILABLE,
} from '../../core/model.ts';
import {
  type Check,
  type CheckName,
  checkCompleteness,
  checkCorroboration,
  checkDeletions,
  checkOutdated,
  couldNot,
  type Finding,
  keyOfPull,
  pullsNamedIn,
  pullsToAsk,
  ran,
  unclear,
} from '../../core/verify/index.ts';
import { completeFacts } from '../item-state/index.ts';
import type { Candidate, Candidates } from './candidates.ts';
import { verifyHistory } from './history.ts';
import type { VerifyPorts } from './means.ts';
import { planNow } from './plan.ts';
import { verifyRuns } from './runs.ts';
import { checkWitnesses } from './witness.ts';

/** One item's record, its sealed parts in place where they could be read, and what GitHub says of the item. */
export interface VerifySubject {
  readonly reading: Reading;
  readonly law: LawSettings;
  readonly candidates: Candidates & { readonly chosen: Candidate };
  readonly record: LoopRecord;
  readonly aboutSegments: readonly Finding[];
}

/** The checks that need more of GitHub than the item's facts. What could not be read makes its checks inconclusive. */
export async function againstGitHub(ports: VerifyPorts, subject: VerifySubject): Promise<readonly Check[]> {
  const { record, reading } = subject;
  const checks = [
    ...(await attempt(['history', 'times', 'deletions', 'corroboration'], () => remembered(ports, subject))),
    ...(await attempt(['runs'], async () => [await verifyRuns(ports, record, reading)])),
  ];
  const isCalm = checks.every(({ findings }) => findings.every(({ gravity }) => gravity === 'notice'));
  const found = () => missingSteps(ports, subject, isCalm);
  return [...checks, ...(await attempt(['completeness'], async () => [ran('completeness', await found())]))];
}

async function attempt(names: readonly CheckName[], check: () => Promise<readonly Check[]>): Promise<readonly Check[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof LoopForgeError) || !UNREAD.includes(error.code)) throw error;
    const { message } = error;
    return names.map((name) => ({ ...couldNot(name, message), findings: [unclear('partial_read', null, message)] }));
  }
}

const UNREAD: readonly string[] = ['permission_missing', 'github_unreachable', 'not_found', 'lifecycle_invalid'];

/** Edit history, deleted comments, and what entries claim, against what GitHub remembers: one request where it fits. */
async function remembered(ports: VerifyPorts, subject: VerifySubject): Promise<readonly Check[]> {
  const { github } = ports;
  const { record, reading, law, candidates } = subject;
  const { chosen, continued, isRecordAuthor } = candidates;
  const entries = entriesOf(record);
  const names = pullsToAsk(entries, { facts: reading.facts, lifecycleOf: releasedLifecycle });
  const { timeline, pulls, revisions } = await github.readEvidence(reading.facts.number, {
    comment: chosen.comment,
    pulls: names,
  });
  const seen = new Map(names.map((name, index) => [keyOfPull(name), pulls[index] ?? null] as const));
  const shown = { timeline, pulls: seen, facts: reading.facts, lifecycleOf: releasedLifecycle };
  const since = (continued[0] ?? chosen).comment.createdAt;
  return [
    ...(await verifyHistory(github, record, candidates, revisions)),
    ran('deletions', checkDeletions(timeline, entries, { since, openedAt: reading.facts.createdAt, isRecordAuthor })),
    ran('corroboration', [
      ...checkCorroboration(entries, shown),
      ...(await checkWitnesses(ports, record, reading, { law, isRecordAuthor })),
    ]),
  ];
}

/**
 * What a further run would append now, by the law of the repository as it is, and what none can any more.
 * @param isCalm nothing speaks against the record yet: then also what it would show anew
 */
async function missingSteps(ports: VerifyPorts, subject: VerifySubject, isCalm: boolean): Promise<readonly Finding[]> {
  const { record, reading, law } = subject;
  const lifecycle = builtinLifecycle(law.lifecycle);
  const { at } = reading;
  const facts = await completeFacts(ports.github, reading, record);
  const plan = planNow(ports, { facts, law, record, at });
  const found = checkCompleteness(record, {
    ...{ lifecycle, lifecycleOf: releasedLifecycle, now: at, plan },
    facts: await withEarlierNamed(ports, facts, subject),
  });
  return isCalm && found.length === 0 ? checkOutdated(record, plan) : found;
}

/** Runs read what the present cycle names; who looks for merges of earlier ones must see what was named then. */
async function withEarlierNamed(
  { github }: VerifyPorts,
  facts: Facts,
  { record, reading: { host } }: VerifySubject,
): Promise<Facts> {
  const { pulls, repo, number } = facts;
  if (pulls === UNAVAILABLE || facts.reopenedAt === null) return facts;
  const absent = pullsNamedIn(record, repo).filter((named) => !pulls.some((pull) => pull.number === named));
  if (absent.length === 0) return facts;
  return { ...facts, pulls: [...pulls, ...(await github.readPulls(absent, { host, repo, number }))] };
}
