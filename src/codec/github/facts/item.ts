import {
  type Facts,
  type Instant,
  LoopForgeError,
  NotFoundError,
  type Reading,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { type Answer, accountIdOf, actorOf, known, plainLogin } from '../answer/index.ts';
import { commentFact, commentsOf } from '../comments/index.ts';

/** What every answer says beside the item. */
export interface RepoView {
  readonly at: Instant;
  readonly id: string;
  /** `owner/repo` as GitHub spells it now. */
  readonly name: string;
  /** Null: an empty repository. */
  readonly defaultBranch: string | null;
  readonly config: string | null;
  readonly hasLawFile: boolean;
  readonly viewer: Reading['viewer'];
}

/**
 * Reads the repository's part of an answer. Throws `not_found` when there is no such repository (for this token),
 * `permission_missing` or `config_invalid` when the config file is there and cannot be read: it holds the law.
 */
export function repoOf(data: Answer, at: Instant, asked: string): RepoView {
  const repo = data.at('repository');
  if (repo.missing) refuse(repo, at, `The repository ${asked}`, 'contents: read', true);
  return {
    at,
    id: repo.text('id'),
    name: repo.text('nameWithOwner'),
    defaultBranch: repo.orNull('defaultBranchRef')?.text('name') ?? null,
    config: configOf(repo.at('config'), at),
    hasLawFile: isThere(repo.at('lawFile'), at),
    viewer: {
      login: plainLogin(data.at('viewer').text('login')),
      id: accountIdOf(data.at('viewer')),
    },
  };
}

/** The item of an answer; throws `not_found` when the number is neither an issue nor a pull request. */
export function itemOf(data: Answer, at: Instant, number: number, asked: string): Answer {
  const item = data.at('repository', 'item');
  if (item.missing) refuse(item, at, `${asked}#${number}`, 'issues: read` and `pull-requests: read');
  return item;
}

/** Whether two `owner/repo` names are the same repository; GitHub does not tell case apart. */
export function sameRepo(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** All of a reading but its facts. A pull request stays where it is, so that only issues have `transfers`. */
export function readingFrame(
  repo: RepoView,
  item: Answer,
  transfers: Pick<Reading, 'transferredFrom' | 'allTransfersSeen'> = { transferredFrom: [], allTransfersSeen: true },
): Omit<Reading, 'facts'> {
  const { comments, allSeen } = commentsOf(item, commentFact);
  return {
    at: repo.at,
    host: new URL(item.text('url')).hostname,
    repoId: repo.id,
    itemId: item.text('id'),
    defaultBranch: repo.defaultBranch,
    config: repo.config,
    hasLawFile: repo.hasLawFile,
    viewer: repo.viewer,
    comments,
    allCommentsSeen: allSeen,
    ...transfers,
    notices: [],
  };
}

/** What issues and pull requests have in common; `pulls` is left empty. */
export function factsFrame(repo: RepoView, item: Answer): Omit<Facts, 'issue' | 'pulls' | 'morePulls'> {
  const reopenings = item.whole('reopened');
  const reopening = reopenings.at(-1);
  const isOpen = (item.textOrNull('issueState') ?? item.text('pullState')) === 'OPEN';
  const closedAt = isOpen ? null : item.time('closedAt');
  const closing = closedAt === null ? null : item.newest('closed');
  return {
    repo: repo.name,
    number: item.number('number'),
    url: item.text('url'),
    createdAt: item.time('createdAt'),
    author: actorOf(item.orNull('author')),
    reopenings: reopenings.length,
    reopenedAt: reopening?.time('createdAt') ?? null,
    reopenedBy: actorOf(reopening?.orNull('actor') ?? null),
    closedAt,
    closedBy: actorOf(closing?.orNull('actor') ?? null),
    locked: item.flag('locked'),
  };
}

/**
 * Where an issue came from. A repository that GitHub does not show is no less real: then not all of them are seen.
 */
export function transfersOf(issue: Answer): Pick<Reading, 'transferredFrom' | 'allTransfersSeen'> {
  const events = known(() => issue.whole('transfers'));
  if (events === UNAVAILABLE) return { transferredFrom: [], allTransfersSeen: false };
  const from = events
    .map((event) => event.at('fromRepository'))
    .flatMap((repo) => (repo.missing ? [] : [repo.text('id')]));
  return { transferredFrom: from, allTransfersSeen: from.length === events.length };
}

function isThere(file: Answer, at: Instant): boolean {
  if (file.failed) refuse(file, at, 'The config file', 'contents: read');
  return !file.missing;
}

function configOf(config: Answer, at: Instant): string | null {
  if (!isThere(config, at)) return null;
  const text = config.textOrNull('text');
  if (text !== null && !config.flag('isTruncated')) return text;
  throw new LoopForgeError(
    'config_invalid',
    'The config file on the default branch is not a text file of a readable size.',
  );
}

function refuse(place: Answer, at: Instant, what: string, permission: string, everywhere = false): never {
  const { error } = place;
  if (error === null || error.type === 'NOT_FOUND') {
    const said = `${what} does not exist, or the token cannot see it. Check the name and the token.`;
    throw new NotFoundError(said, { cause: error ?? undefined, everywhere, at });
  }
  if (error.type !== 'FORBIDDEN') place.lacking();
  throw new LoopForgeError(
    'permission_missing',
    `${what} could not be read: ${error.message}. The token needs \`${permission}\`.`,
    { cause: error, everywhere },
  );
}
