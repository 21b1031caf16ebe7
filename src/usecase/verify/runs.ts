import { type Entry, entriesOf, type Instant, type LoopRecord, msBetween, type Reading } from '../../core/model.ts';
import {
  type Check,
  entriesByRun,
  type Finding,
  foreignWorkflow,
  isClaim,
  isExpired,
  isOfBranch,
  judgeRun,
  notAsked,
  type RunEvidence,
  ran,
  unbacked,
  usesLoopForge,
} from '../../core/verify/index.ts';
import type { RunsBudget, VerifyPorts } from './means.ts';

/** What a daily verification has not seen yet, with a day to spare for one that did not take place. */
const RECENT_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * The workflow runs that entries name: one request each. Over many items only those of claims, which nothing else
 * stands behind, and the newest, as far as the budget goes. What was not looked at is counted, and so is what expired:
 * the check has not run then, and has no say.
 */
export async function verifyRuns(ports: VerifyPorts, record: LoopRecord, reading: Reading): Promise<Check> {
  const { runs: budget = null } = ports;
  if (budget === false) return notAsked('runs', 'It takes one request per workflow run.');
  const entries = entriesOf(record);
  const findings: Finding[] = [...unbacked(entries)];
  let expired = 0;
  let isPart = false;
  for (const [id, named] of newestFirst(entriesByRun(entries))) {
    if (!isAsked(named, budget, reading.at)) {
      isPart = true;
      continue;
    }
    const run = await ports.github.readRun(id);
    if (isExpired(named, run, reading.facts.repo, reading.at)) expired++;
    else
      findings.push(
        ...judgeRun(named, run, { repo: reading.facts.repo, isPassing: budget !== null }),
        ...(await aboutWorkflow(ports, named, run, reading)),
      );
  }
  const why = [
    ...(expired > 0 ? [`expired: GitHub does not keep ${expired} of them any more`] : []),
    ...(isPart ? ['not all workflow runs were looked at: verify the item by itself for that'] : []),
  ];
  return why.length === 0 ? ran('runs', findings) : { ...notAsked('runs', `${why.join('; ')}.`), findings };
}

function newestFirst(runs: ReadonlyMap<string, readonly Entry[]>): readonly (readonly [string, readonly Entry[]])[] {
  return [...runs].reverse();
}

function isAsked(entries: readonly Entry[], budget: RunsBudget | null, now: Instant): boolean {
  if (budget === null || entries.some(isClaim)) return true;
  const isRecent = entries.some((entry) => msBetween(entry.recorded_at, now) <= RECENT_MS);
  if (!isRecent || budget.left <= 0) return false;
  budget.left--;
  return true;
}

/** Whoever may push can start a workflow of a branch with the same token; only the default branch's are LoopForge's. */
async function aboutWorkflow(
  { github }: VerifyPorts,
  entries: readonly Entry[],
  run: RunEvidence | null,
  { facts, defaultBranch }: Reading,
): Promise<readonly Finding[]> {
  if (run === null || run.repo.toLowerCase() !== facts.repo.toLowerCase()) return [];
  const now = await github.readText('HEAD', run.path);
  if (usesLoopForge(run, { now, atRun: null }, defaultBranch)) return [];
  const atRun = isOfBranch(run, defaultBranch) ? await github.readText(run.headSha, run.path) : null;
  return usesLoopForge(run, { now, atRun }, defaultBranch) ? [] : foreignWorkflow(entries, run);
}
