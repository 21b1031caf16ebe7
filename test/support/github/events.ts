import { dispatchParts, pushParts, repositoryDispatchParts } from './events/branch-parts.ts';
import { checkParts, mergeGroupParts, runParts, statusParts, suiteParts } from './events/check-parts.ts';
import { adapt, CARRIED, example, movedObject } from './events/examples.ts';
import { commentParts, issuesParts, pullParts, reviewParts } from './events/item-parts.ts';
import type { About, Scene } from './events/subject.ts';
import { isObject, type JsonObject } from './json.ts';
import { renderUser } from './rest/render-account.ts';
import { renderRepo } from './rest/render-repo.ts';
import type { Urls, View } from './view.ts';
import { fullName } from './world/state.ts';
import type { World } from './world/world.ts';

const BUILDERS: { readonly [event: string]: (scene: Scene) => JsonObject } = {
  issues: issuesParts,
  issue_comment: commentParts,
  pull_request: pullParts,
  pull_request_target: pullParts,
  pull_request_review: reviewParts,
  workflow_run: runParts,
  check_suite: suiteParts,
  check_run: checkParts,
  status: statusParts,
  merge_group: mergeGroupParts,
  push: pushParts,
  workflow_dispatch: dispatchParts,
  repository_dispatch: repositoryDispatchParts,
};

/** Keys that only webhooks of an organisation or an app have; a workflow's event file goes without. */
const NOT_IN_WORKFLOWS = ['installation', 'enterprise', 'organization'];

const GITHUB: Urls = { html: 'https://github.com', api: 'https://api.github.com' };

/**
 * The payload that GitHub would send of an event now: GitHub's own example of it, with the world's numbers, shas, names
 * and states put in. `schedule` has no example; its payload is what the runner writes. Throws for an event that it does
 * not know, or that lacks what it is about.
 */
export function payload(
  world: World,
  event: string,
  action: string | null,
  about: About = {},
  urls: Urls = GITHUB,
): JsonObject {
  const sender = about.sender ?? 'octocat';
  const view: View = { state: world.hub.read(), now: world.now(), viewer: { kind: 'user', login: sender }, urls };
  const scene: Scene = { view, repo: world.state(), action, about };
  const common = { repository: renderRepo(view, scene.repo), sender: renderUser(view, sender) };
  if (event === 'schedule')
    return { schedule: about.cron ?? '17 3 * * *', workflow: '.github/workflows/loopforge.yml', ...common };
  const build = BUILDERS[event];
  if (build === undefined) throw new Error(`no payload is known for the event ${event}`);
  const parts = { ...common, ...build(scene) };
  const shape = movedObject(shapeOf(event, action), fullName(scene.repo));
  return adapt(withNewer(shape, parts), { ...parts, ...(action === null ? {} : { action }) });
}

function shapeOf(event: string, action: string | null): JsonObject {
  const official = example(event === 'pull_request_target' ? 'pull_request' : event, action);
  return Object.fromEntries(Object.entries(official).filter(([key]) => !NOT_IN_WORKFLOWS.includes(key)));
}

/**
 * Keys that the examples are too old for: `state_reason` of an issue, and what an action carries where the package has
 * no example of that action.
 */
function withNewer(shape: JsonObject, parts: JsonObject): JsonObject {
  const issue = shape['issue'];
  const dated = isObject(issue) ? { ...shape, issue: { ...issue, state_reason: null } } : shape;
  const missing = CARRIED.filter((key) => key in parts && !(key in dated)).map(
    (key) => [key, parts[key] ?? null] as const,
  );
  return { ...dated, ...Object.fromEntries(missing) };
}
