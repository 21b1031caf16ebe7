import { hasScope } from '../identity.ts';
import { blobSha } from '../rest/content.ts';
import { htmlUrl } from '../view.ts';
import type { Issue, Item, Label, Pull } from '../world/model.ts';
import { fullName, type RepoState } from '../world/state.ts';
import { connection, type PageArgs } from './connection.ts';
import { forbidden, Unplayed, unresolved } from './errors.ts';
import type { Graph, Node } from './graph.ts';

export function repositoryNode(graph: Graph, repo: RepoState): Node {
  const item = (number: number) => repo.items.get(number);
  return {
    __typename: 'Repository',
    id: repo.nodeId,
    databaseId: repo.databaseId,
    name: repo.name,
    nameWithOwner: fullName(repo),
    isPrivate: repo.private,
    url: htmlUrl(graph.view, repo),
    resourcePath: `/${fullName(repo)}`,
    owner: () => graph.actor(repo.owner),
    defaultBranchRef: () => graph.ref(repo, repo.defaultBranch),
    ref: (args: { readonly qualifiedName: string }) =>
      graph.ref(repo, args.qualifiedName.replace(/^refs\/heads\//, '')),
    refs: refsField(graph, repo),
    object: objectField(graph, repo),
    label: (args: { readonly name: string }) => {
      const label = repo.labels.find((one) => one.name === args.name);
      return label === undefined ? null : graph.label(repo, label);
    },
    issueOrPullRequest: ({ number }: { readonly number: number }) => {
      const found = item(number);
      return found === undefined ? missing('an issue or pull request', number) : graph.item(repo, found);
    },
    issue: ({ number }: { readonly number: number }) => {
      const found = item(number);
      return found?.kind === 'issue' ? graph.issue(repo, found) : missing('an Issue', number);
    },
    pullRequest: ({ number }: { readonly number: number }) => {
      const found = item(number);
      return found?.kind === 'pull' ? graph.pull(repo, found) : missing('a PullRequest', number);
    },
    issues: issuesField(graph, repo),
    pullRequests: pullsField(graph, repo),
  };
}

function missing(what: string, number: number) {
  return unresolved(`${what} with the number of ${number}`);
}

export function labelNode(graph: Graph, repo: RepoState, label: Label): Node {
  return {
    __typename: 'Label',
    id: label.nodeId,
    name: label.name,
    color: label.color,
    description: label.description,
    repository: () => graph.repository(repo),
  };
}

interface Order {
  readonly field: 'CREATED_AT' | 'UPDATED_AT' | 'COMMENTS';
  readonly direction: 'ASC' | 'DESC';
}

interface ListArgs extends PageArgs {
  readonly states?: readonly string[] | null;
  readonly labels?: readonly string[] | null;
  readonly orderBy?: Order | null;
}

interface IssueArgs extends ListArgs {
  readonly filterBy?: { readonly [name: string]: unknown } | null;
}

interface PullArgs extends ListArgs {
  readonly headRefName?: string | null;
  readonly baseRefName?: string | null;
}

function issuesField(graph: Graph, repo: RepoState) {
  return (args: IssueArgs) => {
    if (!hasScope(graph.view.viewer, repo, 'issues', 'read')) throw forbidden();
    const filter = args.filterBy ?? {};
    for (const name of Object.keys(filter)) {
      const played =
        ['since', 'states', 'labels'].includes(name) || (name === 'viewerSubscribed' && filter[name] === false);
      if (!played) throw new Unplayed(`the fake does not play issues(filterBy: {${name}})`);
    }
    const since = typeof filter['since'] === 'string' ? filter['since'] : '';
    const states = Array.isArray(filter['states']) ? filter['states'] : null;
    const labels = Array.isArray(filter['labels']) ? filter['labels'] : [];
    const all = itemsOf(repo).filter((item): item is Issue => item.kind === 'issue');
    const wanted = listed(all, args).filter(
      (issue) =>
        issue.updatedAt >= since &&
        (states === null || states.includes(issue.state.toUpperCase())) &&
        labels.every((name) => issue.labels.includes(String(name))),
    );
    return connection('issues', wanted, args, orderKey(args), (issue) => graph.issue(repo, issue), {}, orderOf(args));
  };
}

function pullsField(graph: Graph, repo: RepoState) {
  return (args: PullArgs) => {
    if (!hasScope(graph.view.viewer, repo, 'pull_requests', 'read')) throw forbidden();
    const all = itemsOf(repo).filter((item): item is Pull => item.kind === 'pull');
    const wanted = listed(all, args).filter(
      (pull) => (args.headRefName ?? pull.headRef) === pull.headRef && (args.baseRefName ?? pull.base) === pull.base,
    );
    return connection(
      'pullRequests',
      wanted,
      args,
      orderKey(args),
      (pull) => graph.pull(repo, pull),
      {},
      orderOf(args),
    );
  };
}

function itemsOf(repo: RepoState): readonly Item[] {
  return [...repo.items.values()];
}

function listed<T extends Item>(items: readonly T[], args: ListArgs): readonly T[] {
  const { states, labels } = args;
  if (args.orderBy?.field === 'COMMENTS') throw new Unplayed('the fake does not order by COMMENTS');
  const key = orderKey(args);
  const sign = orderOf(args) === 'falling' ? -1 : 1;
  return items
    .filter((item) => states?.includes(item.state.toUpperCase()) !== false)
    .filter((item) => labels == null || labels.some((name) => item.labels.includes(name)))
    .map((item) => ({ item, at: key(item) }))
    .sort((a, b) => (a.at < b.at ? -sign : sign))
    .map(({ item }) => item);
}

/** By its time, and of one second by its number, so that it sorts as text. */
function orderKey({ orderBy }: ListArgs): (item: Item) => string {
  const field = orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt';
  return (item) => `${item[field]} ${String(item.number).padStart(10, '0')}`;
}

function orderOf({ orderBy }: ListArgs) {
  return orderBy?.direction === 'DESC' ? 'falling' : 'rising';
}

interface RefArgs extends PageArgs {
  readonly refPrefix: string;
  readonly query?: string | null;
}

function refsField(graph: Graph, repo: RepoState) {
  return (args: RefArgs) => {
    const prefix = args.refPrefix.replace(/^refs\/heads\//, '');
    if (prefix === args.refPrefix) throw new Unplayed(`the fake has no refs under ${args.refPrefix}`);
    const names = [...repo.branches.keys()].filter(
      (name) => name.startsWith(prefix) && name.includes(args.query ?? ''),
    );
    return connection(
      'refs',
      names.toSorted(),
      args,
      (name) => name,
      (name) => graph.ref(repo, name),
    );
  };
}

/** A commit by `oid`; a file by `HEAD:path`, `branch:path` or `sha:path`; a branch's commit by its name. */
function objectField(graph: Graph, repo: RepoState) {
  return (args: { readonly oid?: string | null; readonly expression?: string | null }) => {
    if (!hasScope(graph.view.viewer, repo, 'contents', 'read')) throw forbidden();
    if (args.oid != null) return graph.commit(repo, args.oid);
    const [rev = '', path] = (args.expression ?? '').split(':');
    const sha = repo.branches.get(rev === 'HEAD' ? repo.defaultBranch : rev.replace(/^refs\/heads\//, '')) ?? rev;
    if (path === undefined) return graph.commit(repo, sha);
    const text = repo.commits.get(sha)?.files.get(path);
    return text === undefined ? null : blobNode(graph, repo, text);
  };
}

function blobNode(graph: Graph, repo: RepoState, text: string): Node {
  const oid = blobSha(text);
  return {
    __typename: 'Blob',
    id: `B_${oid.slice(0, 16)}`,
    oid,
    abbreviatedOid: oid.slice(0, 7),
    text,
    byteSize: Buffer.byteLength(text),
    isBinary: false,
    isTruncated: false,
    repository: () => graph.repository(repo),
  };
}
