import { closingNumbers } from '../../src/codec/text/closing-keywords.ts';
import {
  type Closer,
  type Facts,
  type IssueFacts,
  type Link,
  type MentionFact,
  type PullFacts,
  UNAVAILABLE,
} from '../../src/core/facts/facts.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import { associatedPulls } from '../support/github/graphql/commits.ts';
import { closingReferences, sameItem } from '../support/github/world/closing-references.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { Issue, ItemRef, Pull } from '../support/github/world/model.ts';
import { fullName, type HubState, type RepoState } from '../support/github/world/state.ts';
import type { EventKind, TimelineEvent } from '../support/github/world/timeline.ts';
import type { World } from '../support/github/world/world.ts';
import { actorIn } from './world-actor.ts';
import { pullFacts } from './world-pull-facts.ts';

export interface FactsOptions {
  /** Pull requests that the record names: they are read even where nothing links them any more. */
  readonly recorded?: readonly number[];
}

/** What the world shows about one item, read directly: what GitHub's answers, rightly read, must come to. */
export function factsOf(world: World, number: number, options: FactsOptions = {}): Facts {
  return factsIn(world.hub.read(), world.repo, number, options);
}

/** The same for a state of the world that was kept. */
export function factsIn(hub: HubState, name: string, number: number, options: FactsOptions = {}): Facts {
  const repo = repoOf(hub, name);
  const item = repo.items.get(number);
  if (item === undefined) throw new Error(`${name}#${number} does not exist`);
  const reopened = eventsOf(repo, number, 'ReopenedEvent');
  const isMerged = item.kind === 'pull' && item.state === 'merged';
  return {
    repo: name,
    number,
    url: `https://github.com/${name}/${item.kind === 'pull' ? 'pull' : 'issues'}/${number}`,
    issue: item.kind === 'issue' ? issueFacts(hub, repo, item) : null,
    createdAt: item.createdAt,
    author: actorIn(hub, item.author),
    reopenings: reopened.length,
    reopenedAt: reopened.at(-1)?.createdAt ?? null,
    reopenedBy: actorIn(hub, reopened.at(-1)?.actor ?? null),
    closedAt: item.closedAt,
    closedBy: actorIn(hub, isMerged ? item.mergedBy : item.closedBy),
    locked: item.locked,
    morePulls: false,
    pulls: item.kind === 'pull' ? [pullFacts(hub, repo, item, 'reference')] : candidates(hub, repo, item, options),
  };
}

function issueFacts(hub: HubState, repo: RepoState, issue: Issue): IssueFacts {
  const since = eventsOf(repo, issue.number, 'ReopenedEvent').at(-1)?.createdAt ?? '';
  const assigned = eventsOf(repo, issue.number, 'AssignedEvent').find((event) => event.createdAt >= since);
  const { state, stateReason, title, assignees, labels } = issue;
  return {
    ...{ state, stateReason, title, assignees, labels },
    assignedAt: assigned?.createdAt ?? null,
    assignedBy: actorIn(hub, assigned?.actor ?? null),
    closer: issue.state === 'open' ? null : closerOf(hub, repo, issue),
    mentions: mentionsOf(hub, repo, issue),
  };
}

function closerOf(hub: HubState, repo: RepoState, issue: Issue): Closer {
  const last = eventsOf(repo, issue.number, 'ClosedEvent').at(-1);
  if (last?.kind !== 'ClosedEvent' || last.closer === null) return { kind: 'hand' };
  const { closer } = last;
  if (closer.kind === 'commit') {
    const url = `https://github.com/${fullName(repo)}/commit/${closer.sha}`;
    const pulls = associatedPulls(repo, closer.sha).map(({ number }) => number);
    return { kind: 'commit', sha: trustedSha(closer.sha), url, pulls };
  }
  const { ref } = closer;
  if (ref.repo === fullName(repo)) return { kind: 'pull_request', number: ref.number };
  const merged = repoOf(hub, ref.repo).items.get(ref.number)?.state === 'merged';
  const url = `https://github.com/${ref.repo}/pull/${ref.number}`;
  return { kind: 'elsewhere', what: 'pull_request', url, sameOwner: ref.repo.split('/')[0] === repo.owner, merged };
}

function mentionsOf(hub: HubState, repo: RepoState, issue: Issue): readonly MentionFact[] {
  return eventsOf(repo, issue.number, 'CrossReferencedEvent')
    .flatMap((event) => (event.kind === 'CrossReferencedEvent' && event.source.repo === fullName(repo) ? [event] : []))
    .flatMap(({ source }) => {
      const pull = repo.items.get(source.number);
      if (pull?.kind !== 'pull' || pull.mergedAt === null || linkOf(hub, repo, pull, issue) !== null) return [];
      const url = `https://github.com/${fullName(repo)}/pull/${pull.number}`;
      return [{ number: pull.number, url, mergedAt: pull.mergedAt }];
    })
    .toSorted((a, b) => b.mergedAt.localeCompare(a.mergedAt));
}

function candidates(hub: HubState, repo: RepoState, issue: Issue, options: FactsOptions): readonly PullFacts[] {
  const named = options.recorded ?? [];
  return [...repo.items.values()].flatMap((pull) => {
    if (pull.kind !== 'pull') return [];
    const link = linkOf(hub, repo, pull, issue) ?? (named.includes(pull.number) ? 'none' : null);
    return link === null ? [] : [pullFacts(hub, repo, pull, link)];
  });
}

/** How a pull request is tied to an issue; null: not at all. */
function linkOf(hub: HubState, repo: RepoState, pull: Pull, issue: Issue): Link | null {
  const ref: ItemRef = { repo: fullName(repo), number: issue.number };
  const isIt = (other: ItemRef): boolean => sameItem(other, ref);
  const closer = closerOf(hub, repo, issue);
  const isCloser = closer.kind === 'pull_request' && closer.number === pull.number;
  if (closingReferences(hub, repo, pull).some(isIt) || isCloser) return 'reference';
  if (pull.state !== 'closed' && saysItCloses(pull, ref)) return 'keyword';
  if (pull.headRepo === ref.repo && issue.linkedBranches.includes(pull.headRef)) return 'branch';
  const isHeld = closer.kind === 'commit' && closer.pulls !== UNAVAILABLE && closer.pulls.includes(pull.number);
  return isHeld ? 'commit' : null;
}

/** In its own description, whatever GitHub makes of it. */
function saysItCloses(pull: Pull, { repo, number }: ItemRef): boolean {
  return closingNumbers(pull.body, { host: 'github.com', repo }).includes(number);
}

function eventsOf(repo: RepoState, number: number, kind: EventKind): readonly TimelineEvent[] {
  return (repo.timeline.get(number) ?? []).filter((event) => event.kind === kind);
}
