import type { CommitStatus } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';

/** https://docs.github.com/en/rest/commits/statuses: a longer description is refused. */
const MAX_DESCRIPTION = 140;

/** Sets a commit status. The last one of a context counts, so the request may be repeated. */
export async function setCommitStatus(session: Session, status: CommitStatus): Promise<void> {
  const { sha, context, state, description, targetUrl } = status;
  const whole = [...description];
  const short = whole.length <= MAX_DESCRIPTION ? description : `${whole.slice(0, MAX_DESCRIPTION - 1).join('')}…`;
  await session.rest({
    route: 'POST /repos/{owner}/{repo}/statuses/{sha}',
    params: {
      sha,
      context,
      state,
      description: short,
      ...(targetUrl === null ? {} : { target_url: targetUrl }),
    },
    what: `set the status ${context} on ${sha}`,
    needs: 'statuses: write',
    kind: 'mark',
  });
}
