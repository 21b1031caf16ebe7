import type { CheckFact, Known, RequiredCheck } from '../../core/facts/facts.ts';
import { UNAVAILABLE } from '../../core/facts/facts.ts';
import type { Answer } from './github-answer.ts';

/** Checks of one commit, as far as this answer goes. */
export interface ChecksView {
  readonly checks: Known<readonly CheckFact[]>;
  /** Where the next page begins; null: this was the last one. */
  readonly next: string | null;
  readonly notices: readonly string[];
}

const NONE: ChecksView = { checks: [], next: null, notices: [] };

/**
 * Check runs and commit statuses of a pull request's last commit. Whatever is missing because of an error, or belongs
 * to another commit than `headSha`, makes the whole list unavailable: half a list could show a success that is none.
 */
export function checksOf(pull: Answer, headSha: string): ChecksView {
  const commits = pull.at('commits');
  if (commits.failed) return unreadable(commits);
  const node = commits.at('nodes', 0);
  if (node.missing) return node.failed ? unreadable(node) : NONE;
  const commit = node.at('commit');
  if (commit.missing) return unreadable(commit);
  if (commit.textOrNull('oid') !== headSha) return unavailable('The checks in the answer belong to an older commit.');
  const rollup = commit.at('statusCheckRollup');
  if (rollup.missing) return rollup.failed ? unreadable(rollup) : NONE;
  return pageOf(rollup.at('contexts'));
}

function pageOf(contexts: Answer): ChecksView {
  const { nodes } = contexts;
  const hole = contexts.missing ? contexts : nodes.find((node) => node.missing);
  if (hole !== undefined) return unreadable(hole);
  const page = contexts.at('pageInfo');
  return {
    checks: nodes.map((node) => (node.textOrNull('__typename') === 'CheckRun' ? checkRun(node) : commitStatus(node))),
    next: page.flag('hasNextPage') ? page.textOrNull('endCursor') : null,
    notices: [],
  };
}

function unreadable(hole: Answer): ChecksView {
  return unavailable(
    `The checks could not be read (${hole.error?.message ?? 'an entry is missing'}): give the job \`checks: read\` and \`statuses: read\`.`,
  );
}

function unavailable(notice: string): ChecksView {
  return { checks: UNAVAILABLE, next: null, notices: [notice] };
}

function checkRun(run: Answer): CheckFact {
  const suite = run.at('checkSuite');
  const workflowRun = suite.at('workflowRun');
  const completed = run.textOrNull('status') === 'COMPLETED';
  return {
    kind: 'run',
    name: run.text('name'),
    app: suite.at('app').textOrNull('slug'),
    appId: suite.at('app').idOrNull('databaseId'),
    workflow: workflowRun.failed ? UNAVAILABLE : workflowPath(workflowRun.at('workflow').textOrNull('resourcePath')),
    event: workflowRun.textOrNull('event'),
    creator: null,
    status: run.text('status'),
    conclusion: completed ? run.textOrNull('conclusion') : null,
    createdAt: workflowRun.timeOrNull('createdAt') ?? suite.timeOrNull('createdAt'),
    startedAt: run.timeOrNull('startedAt'),
    completedAt: run.timeOrNull('completedAt'),
  };
}

function commitStatus(status: Answer): CheckFact {
  const createdAt = status.timeOrNull('createdAt');
  const state = status.text('state');
  const done = state !== 'PENDING' && state !== 'EXPECTED';
  return {
    kind: 'status',
    name: status.text('context'),
    app: null,
    appId: UNAVAILABLE,
    workflow: null,
    event: null,
    creator: null,
    status: null,
    conclusion: state,
    createdAt,
    startedAt: createdAt,
    completedAt: done ? createdAt : null,
  };
}

/** `/acme/widgets/actions/workflows/ci.yml` → `.github/workflows/ci.yml`; a workflow without a file keeps its name. */
function workflowPath(resourcePath: string | null): string | null {
  const file = resourcePath?.split('/actions/workflows/')[1];
  if (file === undefined) return null;
  return /\.ya?ml$/.test(file) ? `.github/workflows/${file}` : `dynamic/${file}`;
}

/** What branch protection and rulesets require of the base branch, each once. */
export function requiredChecksOf(baseRef: Answer): Known<readonly RequiredCheck[]> {
  const protection = baseRef.at('refUpdateRule');
  const rules = baseRef.at('rules');
  const hole = [baseRef, protection, rules, ...rules.nodes].some((place) => place.failed);
  if (hole || rules.at('pageInfo').flag('hasNextPage')) return UNAVAILABLE;
  const fromProtection = protection
    .at('requiredStatusCheckContexts')
    .nodes.map((_, index) => ({ name: protection.at('requiredStatusCheckContexts').textOrNull(index), appId: null }));
  const fromRules = rules.nodes
    .flatMap((rule) => rule.at('parameters', 'requiredStatusChecks').nodes)
    .map((check) => ({ name: check.textOrNull('context'), appId: check.idOrNull('integrationId') }));
  const required = new Map<string, RequiredCheck>();
  for (const { name, appId } of [...fromProtection, ...fromRules]) {
    if (name !== null) required.set(JSON.stringify([name, appId]), { name, appId });
  }
  return [...required.values()];
}
