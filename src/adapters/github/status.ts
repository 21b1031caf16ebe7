import type { Session } from './session.ts';

export interface CommitStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: 'success' | 'failure' | 'pending';
  /** Cut to what GitHub takes. */
  readonly description: string;
  readonly targetUrl: string | null;
}

/** https://docs.github.com/en/rest/commits/statuses: a longer description is refused. */
const MAX_DESCRIPTION = 140;

/** Sets a commit status. The last one of a context counts, so the request may be repeated. */
export async function setCommitStatus(session: Session, status: CommitStatus): Promise<void> {
  const { sha, context, state, description, targetUrl } = status;
  const whole = [...description];
  const short = whole.length <= MAX_DESCRIPTION ? description : `${whole.slice(0, MAX_DESCRIPTION - 1).join('')}…`;
  await session.client.rest({
    route: 'POST /repos/{owner}/{repo}/statuses/{sha}',
    params: {
      owner: session.owner,
      repo: session.repo,
      sha,
      context,
      state,
      description: short,
      ...(targetUrl === null ? {} : { target_url: targetUrl }),
    },
    what: `set the status ${context} on ${sha}`,
    needs: 'statuses: write',
    repeat: true,
  });
}
