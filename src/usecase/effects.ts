import { type PullFacts, UNAVAILABLE } from '../core/facts/facts.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { CommitStatus, ItemEffects } from '../core/ports.ts';
import type { Look } from './look.ts';

/** Shows the state outside the record, where the settings ask for it: one label on the item, one status on the head. */
export async function showEffects(github: ItemEffects, look: Look, result: ItemResult): Promise<void> {
  if (result.record === null || result.state === null) return;
  await showLabel(github, look, result.state);
  await showStatus(github, look, result);
}

async function showLabel(github: ItemEffects, { run, reading }: Look, state: string): Promise<void> {
  const { issue, number } = reading.facts;
  if (run.labelPrefix === '' || issue === null) return;
  const ours = issue.labels.filter((label) => label.startsWith(run.labelPrefix));
  if (ours.length === 1 && ours[0] === `${run.labelPrefix}${state}`) return;
  await github.setStateLabel(number, { prefix: run.labelPrefix, state, current: ours });
}

async function showStatus(github: ItemEffects, look: Look, result: ItemResult): Promise<void> {
  const { pull } = look.plan.situation;
  const context = look.law.statusContext;
  if (context === '' || pull === null || pull === UNAVAILABLE) return;
  const state: CommitStatus['state'] = result.violations.length > 0 ? 'failure' : 'success';
  if (!result.changed && shown(pull, context) === state.toUpperCase()) return;
  const status = { sha: pull.headSha, context, state, description: describe(result), targetUrl: result.commentUrl };
  await github.setCommitStatus(status satisfies CommitStatus);
}

function shown(pull: PullFacts, context: string): string | null {
  if (pull.checks === UNAVAILABLE) return null;
  return pull.checks.find((check) => check.kind === 'status' && check.name === context)?.conclusion ?? null;
}

function describe({ state, violations }: ItemResult): string {
  const first = violations[0]?.message.split('\n')[0];
  return first ?? `State: ${state}`;
}
