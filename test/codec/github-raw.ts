/** Hand-made pieces of GraphQL answers, as GitHub shapes them, for the tests of the codec. */
export type Raw = { readonly [key: string]: unknown };

const NO_NODES = { totalCount: 0, nodes: [] } as const;
const NO_PAGE = { hasNextPage: false, endCursor: null, hasPreviousPage: false, startCursor: null } as const;
/** A list that tells whether there is more on either side. */
const NO_EVENTS = { pageInfo: NO_PAGE, nodes: [] } as const;

/** Events as the timeline shows them, with nothing before. */
export function events(...nodes: readonly (Raw | null)[]): Raw {
  return { pageInfo: NO_PAGE, nodes };
}

export function who(login: string, id = 1, kind = 'User'): Raw {
  return { __typename: kind, login, databaseId: id };
}

export function rawRepo(fields: Raw = {}): Raw {
  return {
    id: 'R_1',
    nameWithOwner: 'acme/widgets',
    defaultBranchRef: { name: 'main' },
    config: null,
    ...fields,
  };
}

export function rawData(repository: Raw | null): Raw {
  return { viewer: { login: 'github-actions[bot]', databaseId: 41898282 }, repository };
}

export function rawIssue(fields: Raw = {}): Raw {
  return {
    __typename: 'Issue',
    id: 'I_42',
    number: 42,
    title: 'A widget is missing',
    url: 'https://github.com/acme/widgets/issues/42',
    issueState: 'OPEN',
    stateReason: null,
    createdAt: '2026-11-01T08:00:00Z',
    closedAt: null,
    locked: false,
    repository: { nameWithOwner: 'acme/widgets' },
    author: who('octocat', 583231),
    assignees: NO_NODES,
    labels: NO_NODES,
    old: NO_NODES,
    recent: NO_NODES,
    reopened: NO_EVENTS,
    closed: NO_NODES,
    assigned: NO_EVENTS,
    transfers: NO_EVENTS,
    mentions: NO_EVENTS,
    linkedBranches: NO_NODES,
    linked: NO_NODES,
    pulls: NO_NODES,
    others: NO_NODES,
    ...fields,
  };
}

/** The lists in which an issue shows its linked pull requests. */
export function rawLinks(...pulls: readonly (Raw | null)[]): Raw {
  return { linked: { totalCount: pulls.length, nodes: pulls }, others: { nodes: pulls.slice(0, 10) } };
}

export function rawLightPull(number: number, fields: Raw = {}): Raw {
  return {
    __typename: 'PullRequest',
    number,
    url: `https://github.com/acme/widgets/pull/${number}`,
    pullState: 'OPEN',
    isDraft: false,
    isCrossRepository: false,
    headRefOid: 'a'.repeat(40),
    headRefName: 'topic',
    baseRefName: 'main',
    createdAt: '2026-11-02T08:00:00Z',
    closedAt: null,
    mergedAt: null,
    repository: { nameWithOwner: 'acme/widgets' },
    author: who('octocat', 583231),
    mergedBy: null,
    autoMergeRequest: null,
    lastEditedAt: null,
    editor: null,
    baseRef: { associatedPullRequests: { totalCount: 0 } },
    ...fields,
  };
}

export function rawPull(number: number, fields: Raw = {}): Raw {
  return {
    ...rawLightPull(number),
    id: `PR_${number}`,
    title: 'Add the widget',
    locked: false,
    labels: NO_NODES,
    body: 'No words.',
    mergeable: 'MERGEABLE',
    mergeCommit: null,
    autoMergeEvents: NO_NODES,
    queueEvents: NO_NODES,
    reviewDecision: null,
    baseRef: {
      associatedPullRequests: { totalCount: 0 },
      refUpdateRule: null,
      rules: NO_EVENTS,
    },
    reviewRequests: NO_NODES,
    latestOpinionatedReviews: NO_EVENTS,
    opinions: NO_EVENTS,
    dismissals: NO_EVENTS,
    commits: rawCommits([]),
    old: NO_NODES,
    recent: NO_NODES,
    reopened: NO_EVENTS,
    closed: NO_NODES,
    closing: NO_NODES,
    closingIssuesReferences: NO_NODES,
    ...fields,
  };
}

export function rawCommits(contexts: readonly unknown[], next: string | null = null, oid = 'a'.repeat(40)): Raw {
  const page = { pageInfo: { hasNextPage: next !== null, endCursor: next }, nodes: contexts };
  return { nodes: [{ commit: { oid, statusCheckRollup: { contexts: page } } }] };
}

export function rawCheckRun(name: string, fields: Raw = {}): Raw {
  return {
    __typename: 'CheckRun',
    name,
    status: 'COMPLETED',
    conclusion: 'SUCCESS',
    startedAt: '2026-11-02T08:01:00Z',
    completedAt: '2026-11-02T08:05:00Z',
    checkSuite: {
      createdAt: '2026-11-02T08:00:10Z',
      app: { slug: 'github-actions', databaseId: 15368 },
      workflowRun: {
        createdAt: '2026-11-02T08:00:05Z',
        event: 'pull_request',
        workflow: { resourcePath: '/acme/widgets/actions/workflows/ci.yml' },
      },
    },
    ...fields,
  };
}

export function rawComment(id: number, fields: Raw = {}): Raw {
  return {
    id: `IC_${id}`,
    fullDatabaseId: String(id),
    url: `https://github.com/acme/widgets/issues/42#issuecomment-${id}`,
    body: '<!-- loopforge:record\n{}\n-->',
    createdAt: '2026-11-01T08:00:10Z',
    lastEditedAt: null,
    viewerDidAuthor: true,
    viewerCanUpdate: true,
    includesCreatedEdit: false,
    author: who('github-actions', 41898282, 'Bot'),
    editor: null,
    userContentEdits: { totalCount: 0 },
    ...fields,
  };
}
