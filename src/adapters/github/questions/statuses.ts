import { type Answer, Hole } from '../../../codec/github/index.ts';
import type { Sha } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';

const PAGE = 100;
const MAX_PAGES = 10;

/** Every report of every status of a commit, newest first. Throws a hole where there are more than are read. */
export async function listStatuses(session: Session, sha: Sha): Promise<readonly Answer[]> {
  const found: Answer[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const some = await pageOf(session, sha, page);
    found.push(...some);
    if (some.length < PAGE) return found;
  }
  return tooMany(session, sha);
}

async function pageOf(session: Session, sha: Sha, page: number): Promise<readonly Answer[]> {
  const { data } = await session.restRead({
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/statuses',
    params: { ref: sha, per_page: PAGE, page },
    what: `read the statuses of ${sha}`,
    needs: 'statuses: read',
  });
  return data.members();
}

export function tooMany(session: Session, sha: Sha): never {
  throw new Hole('github_unreachable', `${session.name}@${sha} has more checks than LoopForge reads.`);
}
