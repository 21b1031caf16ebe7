import {
  type Actor,
  type CheckFact,
  type Instant,
  type Known,
  type Sha,
  trustedAccountId,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { type Answer, actorOf, Hole, known, plainLogin } from '../answer/index.ts';

/** Checks of one commit, as far as this answer goes. */
export interface ChecksView {
  readonly checks: Known<readonly CheckFact[]>;
  /** Where the next page begins; null: this was the last one. */
  readonly next: string | null;
  readonly notices: readonly string[];
}

const NONE: ChecksView = { checks: [], next: null, notices: [] };

/**
 * Check runs and commit statuses of a pull request's last commit. Whatever is missing, or belongs to another commit
 * than `headSha`, makes the whole list unavailable: half a list could show a success that is none.
 */
export function checksOf(pull: Answer, headSha: Sha): ChecksView {
  try {
    const commit = pull.newest('commits')?.at('commit') ?? null;
    if (commit === null) return NONE;
    if (commit.text('oid') !== headSha) return unavailable('The checks in the answer belong to an older commit.');
    return checksOn(commit);
  } catch (error) {
    if (error instanceof Hole) return unreadable(error);
    throw error;
  }
}

/** The first page of a commit's checks. Throws a {@link Hole} where one is missing. */
export function checksOn(commit: Answer): ChecksView {
  const rollup = commit.orNull('statusCheckRollup');
  if (rollup === null) return NONE;
  const { nodes, next } = rollup.page('contexts');
  return { checks: nodes.map(checkFact), next, notices: [] };
}

function unreadable({ message }: Hole): ChecksView {
  return unavailable(
    `The checks could not be read (${message.replace(/\.$/, '')}): the token needs \`checks: read\` and \`statuses: read\`.`,
  );
}

function unavailable(notice: string): ChecksView {
  return { checks: UNAVAILABLE, next: null, notices: [notice] };
}

/** A check run or a commit status. */
function checkFact(check: Answer): CheckFact {
  return check.text('__typename') === 'CheckRun' ? checkRun(check) : commitStatus(check);
}

function checkRun(run: Answer): CheckFact {
  return attemptOf(run, run.orNull('checkSuite') ?? run.at('checkSuite').lacking());
}

/** One attempt of a check run, of a suite that is read with it. */
export function attemptOf(run: Answer, suite: Answer): CheckFact {
  const app = suite.orNull('app');
  const workflowRun = known(() => suite.orNull('workflowRun'));
  const ofWorkflow = workflowRun === UNAVAILABLE ? null : workflowRun;
  const status = run.text('status');
  return {
    kind: 'run',
    name: run.text('name'),
    app: app?.text('slug') ?? null,
    appId: app?.idOrNull('databaseId') ?? null,
    creator: null,
    workflow: workflowRun === UNAVAILABLE ? UNAVAILABLE : known(() => workflowPath(ofWorkflow)),
    event: ofWorkflow?.text('event') ?? null,
    status,
    conclusion: status === 'COMPLETED' ? run.text('conclusion') : null,
    createdAt: ofWorkflow?.time('createdAt') ?? suite.time('createdAt'),
    startedAt: run.timeOrNull('startedAt'),
    completedAt: run.timeOrNull('completedAt'),
  };
}

function commitStatus(status: Answer): CheckFact {
  const name = status.text('context');
  return statusFact(name, status.text('state'), status.time('createdAt'), actorOf(status.orNull('creator')));
}

/** A report of a commit status as REST lists them, which shows the earlier ones too. */
export function earlierStatus(status: Answer): CheckFact {
  const creator = status.orNull('creator');
  const kind = creator?.text('type');
  const actor: Actor | null =
    creator === null
      ? null
      : {
          id: trustedAccountId(creator.id('id')),
          login: plainLogin(creator.text('login')),
          type: kind === 'User' || kind === 'Bot' ? kind : 'Unknown',
        };
  return statusFact(status.text('context'), status.text('state').toUpperCase(), status.time('created_at'), actor);
}

function statusFact(name: string, state: string, createdAt: Instant, creator: Actor | null): CheckFact {
  const done = state !== 'PENDING' && state !== 'EXPECTED';
  return {
    kind: 'status',
    name,
    app: null,
    appId: creator?.type === 'User' ? null : UNAVAILABLE,
    creator,
    workflow: null,
    event: null,
    status: null,
    conclusion: state,
    createdAt,
    startedAt: createdAt,
    completedAt: done ? createdAt : null,
  };
}

/** `/acme/widgets/actions/workflows/ci.yml` → `.github/workflows/ci.yml`; a workflow without a file keeps its name. */
function workflowPath(run: Answer | null): string | null {
  const file = run?.at('workflow').text('resourcePath').split('/actions/workflows/')[1];
  if (file === undefined) return null;
  return /\.ya?ml$/.test(file) ? `.github/workflows/${file}` : `dynamic/${file}`;
}
