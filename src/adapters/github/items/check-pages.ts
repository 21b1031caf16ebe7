import { type ChecksView, checksOf, type PullView } from '../../../codec/github/index.ts';
import { type CheckFact, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { CHECKS_QUERY } from '../queries/index.ts';

/** Of 100 checks each. */
const MAX_PAGES = 10;

/**
 * Reads the checks that did not fit into the first answer. Half a list could show a success that is none, so a page
 * that cannot be read makes the checks unavailable; so they are for a pull request closed unmerged, which decides nothing.
 */
export async function withAllChecks(session: Session, pull: PullView): Promise<PullView> {
  const { facts, nextChecks } = pull;
  if (nextChecks === null || facts.checks === UNAVAILABLE) return pull;
  if (facts.state === 'closed') return withChecks(pull, null, []);
  const all: CheckFact[] = [...facts.checks];
  const notices: string[] = [];
  let after: string | null = nextChecks;
  for (let page = 1; after !== null; page += 1) {
    if (page >= MAX_PAGES) return withChecks(pull, null, [`#${facts.number} has too many checks to read them all.`]);
    const view = await readPage(session, pull, after);
    if (view.checks === UNAVAILABLE) return withChecks(pull, null, view.notices);
    all.push(...view.checks);
    notices.push(...view.notices);
    after = view.next;
  }
  return withChecks(pull, all, notices);
}

async function readPage(session: Session, { facts }: PullView, after: string): Promise<ChecksView> {
  try {
    const { data } = await session.ask(CHECKS_QUERY, { number: facts.number, after });
    return checksOf(data.at('repository', 'pullRequest'), facts.headSha);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { checks: UNAVAILABLE, next: null, notices: [`Not all checks of #${facts.number} could be read: ${why}`] };
  }
}

function withChecks(pull: PullView, checks: readonly CheckFact[] | null, notices: readonly string[]): PullView {
  return {
    ...pull,
    facts: { ...pull.facts, checks: checks ?? UNAVAILABLE },
    nextChecks: null,
    notices: [...pull.notices, ...notices],
  };
}
