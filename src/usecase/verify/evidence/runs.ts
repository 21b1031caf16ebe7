import { type Entry, entriesOf, type Instant, type LoopRecord, msBetween, type Reading } from '../../../core/model.ts';
import {
  entriesByRun,
  type Gathered,
  type HistoryEvidence,
  isClaim,
  isExpired,
  isOf,
  isOfBranch,
  type NamedRun,
  notAskedFor,
  type RunEvidence,
  type RunsEvidence,
  there,
  usesLoopForge,
  type WorkflowFile,
  type Writers,
  writersOf,
} from '../../../core/verify/index.ts';
import { GITHUB_ACTIONS_BOT } from '../../find-record/index.ts';
import type { RunsBudget, VerifyPorts } from './ports.ts';

/** What a daily verification has not seen yet, with a day to spare for one that did not take place. */
const RECENT_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * The workflow runs that entries name, and who wrote those that name none: one request each. Over many items only those of claims, which nothing else
 * stands behind, and the newest, as far as the budget goes. What was not looked at is counted, and so is what expired:
 * the check has not run then, and has no say.
 */
export async function runsEvidence(
  ports: VerifyPorts,
  record: LoopRecord,
  { facts: { repo }, at, defaultBranch }: Reading,
  history: HistoryEvidence | null,
): Promise<Gathered<RunsEvidence>> {
  const { github, runs: budget = null } = ports;
  if (budget === false) return notAskedFor('It takes one request per workflow run.');
  const entries = entriesOf(record);
  const runs: NamedRun[] = [];
  let expired = 0;
  let isPart = false;
  for (const [id, named] of [...entriesByRun(entries)].reverse()) {
    if (!isAsked(named, budget, at)) {
      isPart = true;
      continue;
    }
    const run = await github.readRun(id);
    if (isExpired(named, run, repo, at)) expired++;
    else runs.push({ entries: named, run, workflow: await workflowOf(github, run, { repo, defaultBranch }) });
  }
  const piece = { entries, writers: writersIn(history), runs, repo, defaultBranch, isPassing: budget !== null };
  const why = [
    ...(expired > 0 ? [`expired: GitHub does not keep ${expired} of them any more`] : []),
    ...(isPart ? ['not all workflow runs were looked at: verify the item by itself for that'] : []),
  ];
  return why.length === 0 ? there(piece) : { kind: 'in_part', piece, why: `${why.join('; ')}.` };
}

/** Any workflow of the repository can write with the job's token, so that account answers for nothing. */
function writersIn(history: HistoryEvidence | null): Writers {
  if (history === null) return new Map();
  return new Map([...writersOf(history)].filter(([, { id }]) => id !== GITHUB_ACTIONS_BOT));
}

function isAsked(entries: readonly Entry[], budget: RunsBudget | null, now: Instant): boolean {
  if (budget === null || entries.some(isClaim)) return true;
  const isRecent = entries.some((entry) => msBetween(entry.recorded_at, now) <= RECENT_MS);
  if (!isRecent || budget.left <= 0) return false;
  budget.left--;
  return true;
}

/** The workflow file of a run of this repository. That of its own commit is read only where that of now does not do. */
async function workflowOf(
  github: VerifyPorts['github'],
  run: RunEvidence | null,
  { repo, defaultBranch }: Pick<RunsEvidence, 'repo' | 'defaultBranch'>,
): Promise<WorkflowFile | null> {
  if (run === null || !isOf(run, repo)) return null;
  const now = await github.readText('HEAD', run.path);
  const isTold = usesLoopForge(run, { now, atRun: null }, defaultBranch) || !isOfBranch(run, defaultBranch);
  return { now, atRun: isTold ? null : await github.readText(run.headSha, run.path) };
}
