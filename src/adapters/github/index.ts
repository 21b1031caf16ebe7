import type { SweepItem } from '../../codec/github-sweep.ts';
import type { GitHubItems } from '../../core/ports.ts';
import { withAllChecks } from './check-pages.ts';
import type { ClientOptions, GitHubClient } from './client.ts';
import { createClient } from './client.ts';
import { createComment, editComment, readAllComments } from './comments.ts';
import { find } from './find.ts';
import type { StateLabel } from './labels.ts';
import { setStateLabel } from './labels.ts';
import type { ProxyEnv } from './proxy.ts';
import { wantsProxy } from './proxy.ts';
import { readNumber, readPulls } from './read.ts';
import { Session } from './session.ts';
import type { CommitStatus } from './status.ts';
import { setCommitStatus } from './status.ts';
import type { SweepOptions } from './sweep.ts';
import type { Fetch } from './transport.ts';
import { createFetch } from './transport.ts';

export interface GitHubOptions {
  readonly token: string;
  /** `GITHUB_API_URL` and `GITHUB_GRAPHQL_URL`: they decide the host, always. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly owner: string;
  readonly repo: string;
  /** Path of the config file on the default branch. */
  readonly configPath: string;
  readonly timeoutMs?: number;
  /** For the user agent. */
  readonly version?: string;
  /** Told about every request; the token is never part of it. */
  readonly log?: (line: string) => void;
  /** In place of our own. */
  readonly fetch?: Fetch;
  /** Where proxies are looked up. */
  readonly env?: ProxyEnv;
  readonly retries?: number;
  readonly retryBaseMs?: number;
}

/** GitHub as the use cases see it, and the smaller things around an item. */
export interface GitHub extends GitHubItems {
  setStateLabel(number: number, label: StateLabel): Promise<void>;
  setCommitStatus(status: CommitStatus): Promise<void>;
  /** Loads what commands over many items need. */
  bulk(): Promise<BulkGitHub>;
}

/** The same over a client that keeps to GitHub's pace, and the list of items to look at. */
export interface BulkGitHub extends GitHubItems {
  setStateLabel(number: number, label: StateLabel): Promise<void>;
  setCommitStatus(status: CommitStatus): Promise<void>;
  listSweepItems(options: SweepOptions): AsyncIterable<SweepItem>;
}

/** Makes the connection to one repository; no request is made before the first call. */
export function createGitHub(options: GitHubOptions): GitHub {
  const log = options.log ?? (() => {});
  const client: ClientOptions = {
    token: options.token,
    apiUrl: options.apiUrl.replace(/\/$/, ''),
    graphqlUrl: options.graphqlUrl,
    fetch: observed(options.fetch ?? chooseFetch(options), log),
    userAgent: `loopforge/${options.version ?? '1'}`,
    log,
    retries: options.retries ?? 3,
    retryBaseMs: options.retryBaseMs ?? 1000,
  };
  const items = itemsOver(sessionOf(options, createClient(client)));
  return { ...items, bulk: () => loadBulk(options, client) };
}

async function loadBulk(options: GitHubOptions, client: ClientOptions): Promise<BulkGitHub> {
  const [{ createBulkClient }, { listSweepItems }] = await Promise.all([import('./bulk.ts'), import('./sweep.ts')]);
  const session = sessionOf(options, createBulkClient(client));
  return { ...itemsOver(session), listSweepItems: (sweep) => listSweepItems(session, sweep) };
}

function sessionOf({ owner, repo, configPath }: GitHubOptions, client: GitHubClient): Session {
  return new Session({ client, owner, repo, configPath });
}

function itemsOver(session: Session): Omit<GitHub, 'bulk'> {
  return {
    find: (target) => find(session, target),
    read: (number) => readNumber(session, number),
    readPull: async (number) => {
      const pull = (await readPulls(session, [number])).get(number);
      return pull === undefined ? null : (await withAllChecks(session, pull)).facts;
    },
    readAllComments: (number) => readAllComments(session, number),
    createComment: (number, body) => createComment(session, number, body),
    editComment: (comment, body) => editComment(session, comment, body),
    setStateLabel: (number, label) => setStateLabel(session, number, label),
    setCommitStatus: (status) => setCommitStatus(session, status),
  };
}

/** Our own fetch, or the toolkit's where a proxy is set. */
function chooseFetch({ apiUrl, timeoutMs = 15_000, env = process.env }: GitHubOptions): Fetch {
  if (!wantsProxy(apiUrl, env)) return createFetch({ timeoutMs });
  let loaded: Promise<Fetch> | null = null;
  return async (url, init) => {
    loaded ??= import('./proxy-fetch.ts').then(({ createProxyFetch }) => createProxyFetch({ timeoutMs }));
    return (await loaded)(url, init);
  };
}

function observed(fetch: Fetch, log: (line: string) => void): Fetch {
  return async (url, init) => {
    const start = performance.now();
    const line = `${init.method} ${new URL(url).pathname}`;
    const took = () => `(${Math.round(performance.now() - start)} ms)`;
    try {
      const response = await fetch(url, init);
      log(`${line} → ${response.status} ${took()}`);
      return response;
    } catch (error) {
      log(`${line} → ${error instanceof Error ? error.message : String(error)} ${took()}`);
      throw error;
    }
  };
}
