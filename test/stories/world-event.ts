import type { RunEvent } from '../../src/core/facts/event.ts';
import type { JsonObject } from '../../src/core/values/json.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { Item, Pull } from '../support/github/world/model.ts';
import type { HubState, RepoState } from '../support/github/world/state.ts';
import { suiteStanding } from '../support/github/world/workflow-runs.ts';
import { actorIn } from './world-actor.ts';

/** Which item an event is about, and which pull request: the newest where it is left out. */
export interface Subject {
  readonly item: number;
  readonly pull?: number;
}

/** The event that GitHub would send now, with the parts of its payload that LoopForge reads. */
export function eventIn(hub: HubState, name: string, kind: string, subject: Subject): RunEvent {
  const repo = repoOf(hub, name);
  const [event = kind, action = null] = kind.split('.');
  return { name: event, action, sender: actorIn(hub, 'octocat'), payload: payloadOf(repo, event, subject) };
}

function payloadOf(repo: RepoState, event: string, subject: Subject): JsonObject {
  const named = subject.pull === undefined ? undefined : repo.items.get(subject.pull);
  const pull = named?.kind === 'pull' ? named : newestPull(repo);
  switch (event) {
    case 'issues':
    case 'issue_comment':
      return { issue: issueOf(repo.items.get(subject.item)) };
    case 'pull_request':
      return pull === undefined ? {} : { pull_request: pullOf(pull) };
    case 'pull_request_review':
      return pull === undefined ? {} : { pull_request: pullOf(pull), review: reviewOf(repo) };
    case 'workflow_run':
      return { workflow_run: runOf(repo) };
    default:
      return {};
  }
}

/** The pull request that was opened last: the one that a story goes on with. */
export function newestPull(repo: RepoState): Pull | undefined {
  return [...repo.items.values()].filter((item) => item.kind === 'pull').at(-1);
}

function issueOf(item: Item | undefined): JsonObject {
  return { number: item?.number ?? null, assignees: (item?.assignees ?? []).map((login) => ({ login })) };
}

function pullOf(pull: Pull): JsonObject {
  return { number: pull.number, merged: pull.state === 'merged', head: { sha: pull.headSha } };
}

function reviewOf(repo: RepoState): JsonObject {
  const review = repo.reviews.at(-1);
  return { state: review?.state ?? null, commit_id: review?.sha ?? null };
}

function runOf(repo: RepoState): JsonObject {
  const run = [...repo.runs].sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)).at(-1);
  if (run === undefined) return { conclusion: 'success' };
  return { conclusion: suiteStanding(repo, run.suite).conclusion, event: run.event };
}
