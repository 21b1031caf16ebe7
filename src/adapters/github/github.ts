import {
  BULK_CALLS,
  CALLS,
  type CallTable,
  type CommitStatus,
  type DispatchEvent,
  type GitHubItems,
  type ItemList,
  type ItemLocks,
  type StateLabel,
  type SweepSource,
  WAITS,
} from '../../core/model.ts';
import type { VerifyGitHub } from '../../core/verify/index.ts';
import {
  type ClientOptions,
  createClient,
  createFetch,
  type Fetch,
  type GitHubClient,
  type ProxyEnv,
  type RetryBudget,
  Session,
  wantsProxy,
} from './client/index.ts';
import {
  createComment,
  deleteComment,
  editComment,
  readAllComments,
  readEdits,
  setCommitStatus,
  setStateLabel,
  tryLock,
  unlock,
} from './comments/index.ts';
import { find, readNumber, readPullFacts } from './items/index.ts';

export interface GitHubOptions {
  readonly token: string;
  /** What gave it, as whoever started LoopForge knows it: for the message that it is not valid. */
  readonly tokenName?: string;
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
  /** How waits pass: for what is sent again, and for rate limits. By default by timers, and without a word. */
  readonly patience?: RetryBudget;
  /** The least time between two writes of a command over many items; by default the pace that GitHub asks for. */
  readonly writePaceMs?: number | undefined;
  /** Called whenever a request has been sent, with its answer still to come; at the latest when that is there. */
  readonly sent?: () => void;
}

/** What LoopForge shows outside the record. */
interface Marks {
  /** Leaves exactly one label of the prefix on the item: the state's. */
  setStateLabel(number: number, label: StateLabel): Promise<void>;
  setCommitStatus(status: CommitStatus): Promise<void>;
  sendDispatch(event: DispatchEvent): Promise<void>;
}

/** GitHub as the use cases see it. */
export interface GitHub extends GitHubItems, ItemLocks, Marks {
  /** The same for what is read under a lock: what meets a rate limit fails at once. */
  readonly atOnce: GitHubItems;
  /** Loads what commands over many items need. */
  bulk(): Promise<BulkGitHub>;
}

/** The same over a client that keeps to GitHub's pace, the list of items to look at, and what verifying asks for. */
export interface BulkGitHub extends GitHubItems, ItemLocks, Marks, SweepSource, ItemList, VerifyGitHub {
  /** As in {@link GitHub}. */
  readonly atOnce: GitHubItems;
}

/** Makes the connection to one repository; no request is made before the first call. */
export function createGitHub(options: GitHubOptions): GitHub {
  const session = sessionOf(options, createClient(clientOptions(options, CALLS)));
  const atOnce = itemsOver(session.underLock());
  return { ...itemsOver(session), atOnce, bulk: () => loadBulk(options) };
}

async function loadBulk(options: GitHubOptions): Promise<BulkGitHub> {
  const { createBulkClient } = await import('./client/bulk.ts');
  const { writePaceMs } = options;
  return bulkOver(sessionOf(options, createBulkClient({ ...clientOptions(options, BULK_CALLS), writePaceMs })));
}

/** All that can be asked of a repository, over whichever client. @internal */
export async function bulkOver(session: Session): Promise<BulkGitHub> {
  const [{ listSweepItems }, { listItems }, evidence, permissions] = await Promise.all([
    import('./items/sweep.ts'),
    import('./items/list.ts'),
    import('./evidence/evidence.ts'),
    import('./questions/permissions.ts'),
  ]);
  return {
    ...itemsOver(session),
    atOnce: itemsOver(session.underLock()),
    listSweepItems: (sweep) => listSweepItems(session, sweep),
    listItems: () => listItems(session),
    readEvidence: (number, about) => evidence.readEvidence(session, number, about),
    listRevisions: (comment) => evidence.listRevisions(session, comment),
    readRun: (id) => evidence.readRun(session, id),
    readStatuses: (sha) => evidence.readStatuses(session, sha),
    readText: rememberingHead((revision, path) => evidence.readText(session, revision, path)),
    mayWrite: (login) => permissions.mayWrite(session, login),
  };
}

/** The default branch is looked at once for each file: what many items ask for. */
function rememberingHead(read: VerifyGitHub['readText']): VerifyGitHub['readText'] {
  const known = new Map<string, Promise<string | null>>();
  return (revision, path) => {
    if (revision !== 'HEAD') return read(revision, path);
    const text = known.get(path) ?? read(revision, path);
    known.set(path, text);
    return text;
  };
}

function clientOptions(options: GitHubOptions, calls: CallTable): ClientOptions {
  const {
    token,
    tokenName = 'where it comes from',
    apiUrl,
    graphqlUrl,
    version = '1',
    log = () => {},
    sent = () => {},
  } = options;
  const patience = options.patience ?? { sleep, tell: log };
  return {
    token,
    tokenName,
    apiUrl: apiUrl.replace(/\/$/, ''),
    graphqlUrl,
    fetch: observed(options.fetch ?? chooseFetch(options), { log, tell: patience.tell, ended: sent }),
    userAgent: `loopforge/${version}`,
    log,
    patience,
    calls,
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function sessionOf({ owner, repo, configPath }: GitHubOptions, client: GitHubClient): Session {
  return new Session({ client, owner, repo, configPath });
}

function itemsOver(session: Session): GitHubItems & ItemLocks & Marks {
  return {
    tryLock: (place) => tryLock(session, place),
    unlock: (place, lockId) => unlock(session, place, lockId),
    find: (target) => find(session, target),
    read: (number, options) => readNumber(session, number, options),
    readPulls: (numbers, issue) => readPullFacts(session, numbers, issue),
    ask: async (pull, questions) => (await import('./questions/ask.ts')).ask(session, pull, questions),
    readAllComments: (number) => readAllComments(session, number),
    readEdits: (comment, count) => readEdits(session, comment, count),
    readBeginnings: async (comments) => (await import('./evidence/beginnings.ts')).readBeginnings(session, comments),
    createComment: (number, body, write) => createComment(session, number, body, write),
    editComment: (comment, body, write) => editComment(session, comment, body, write),
    deleteComment: (comment) => deleteComment(session, comment),
    setStateLabel: (number, label) => setStateLabel(session, number, label),
    setCommitStatus: (status) => setCommitStatus(session, status),
    sendDispatch: async (event) => (await import('./comments/dispatch.ts')).sendDispatch(session, event),
  };
}

/** Our own fetch, or the toolkit's where a proxy is set. */
function chooseFetch({ apiUrl, timeoutMs = WAITS.answerMs, env = process.env, sent }: GitHubOptions): Fetch {
  if (!wantsProxy(apiUrl, env)) return createFetch({ timeoutMs, sent });
  let loaded: Promise<Fetch> | null = null;
  return async (url, init) => {
    loaded ??= import('./client/proxy-fetch.ts').then(({ createProxyFetch }) => createProxyFetch({ timeoutMs }));
    return (await loaded)(url, init);
  };
}

interface Observers {
  readonly log: (line: string) => void;
  /** Told of trouble, since what is tried again makes a run wait. */
  readonly tell: (line: string) => void;
  readonly ended: () => void;
}

function observed(fetch: Fetch, { log, tell, ended }: Observers): Fetch {
  return async (url, init) => {
    const start = performance.now();
    const line = `${init.method} ${new URL(url).pathname}`;
    const took = () => `(${Math.round(performance.now() - start)} ms)`;
    try {
      const response = await fetch(url, init);
      (response.status >= 500 ? tell : log)(`${line} → ${response.status} ${took()}`);
      return response;
    } catch (error) {
      tell(`${line} → ${error instanceof Error ? error.message : String(error)} ${took()}`);
      throw error;
    } finally {
      ended();
    }
  };
}
