import { type Actor, type Sha, trustedAccountId } from '../../../core/model.ts';
import type { RunEvidence, StatusEvidence } from '../../../core/verify/index.ts';
import { type Answer, plainLogin } from '../answer/index.ts';

/** A workflow run as the REST API shows it, its last attempt. */
export function runEvidenceOf(run: Answer): RunEvidence {
  const repo = run.at('repository').text('full_name');
  const isFromHere = run.orNull('head_repository')?.textOrNull('full_name') === repo;
  const isOver = run.textOrNull('status') === 'completed';
  return {
    repo,
    // Some servers add the ref: `.github/workflows/ci.yml@refs/heads/main`.
    path: run.text('path').replace(/@.*$/, ''),
    headSha: run.sha('head_sha'),
    headBranch: isFromHere ? run.textOrNull('head_branch') : null,
    createdAt: run.time('created_at'),
    attempt: run.numberOrNull('run_attempt') ?? 1,
    startedAt: run.timeOrNull('run_started_at') ?? run.time('created_at'),
    endedAt: isOver ? run.time('updated_at') : null,
    actor: accountOf(run.orNull('actor')),
    triggeringActor: accountOf(run.orNull('triggering_actor')),
  };
}

/** A report of a commit status as the REST API shows it. */
export function statusEvidenceOf(status: Answer, sha: Sha): StatusEvidence {
  return {
    sha,
    context: status.text('context'),
    at: status.time('created_at'),
    creator: accountOf(status.orNull('creator')),
    targetUrl: status.textOrNull('target_url'),
  };
}

/** An account as the REST API shows it. */
function accountOf(user: Answer | null): Actor | null {
  if (user === null) return null;
  const type = user.textOrNull('type');
  return {
    id: trustedAccountId(user.id('id')),
    login: plainLogin(user.text('login')),
    type: type === 'User' || type === 'Bot' ? type : 'Unknown',
  };
}
