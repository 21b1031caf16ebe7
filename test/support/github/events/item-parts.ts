import type { JsonObject } from '../json.ts';
import { renderUser } from '../rest/render-account.ts';
import { renderComment, renderIssue } from '../rest/render-item.ts';
import { renderPull } from '../rest/render-pull.ts';
import { renderLabel } from '../rest/render-repo.ts';
import { apiUrl, authorAssociation, htmlUrl } from '../view.ts';
import type { Review } from '../world/model-checks.ts';
import { issueOf, itemOf, must, pullOf, type Scene } from './subject.ts';

export function issuesParts(scene: Scene): JsonObject {
  return { issue: renderIssue(scene.view, scene.repo, issueOf(scene)), ...shared(scene) };
}

export function commentParts(scene: Scene): JsonObject {
  const item = itemOf(scene);
  const comments = scene.repo.comments.get(item.number) ?? [];
  const wanted = scene.about.comment;
  const comment = must(
    wanted === undefined ? comments.at(-1) : comments.find((one) => one.databaseId === wanted),
    `comment ${wanted ?? ''} on #${item.number}`,
  );
  const { view, repo } = scene;
  return { issue: renderIssue(view, repo, item), comment: renderComment(view, repo, comment), ...shared(scene) };
}

export function pullParts(scene: Scene): JsonObject {
  const pull = pullOf(scene);
  const sync =
    scene.action === 'synchronize' ? { before: scene.about.before ?? pull.baseSha, after: pull.headSha } : {};
  return { number: pull.number, pull_request: renderPull(scene.view, scene.repo, pull), ...sync, ...shared(scene) };
}

export function reviewParts(scene: Scene): JsonObject {
  const pull = pullOf(scene);
  const reviews = scene.repo.reviews.filter((review) => review.pull === pull.number);
  const wanted = scene.about.review;
  const review = wanted === undefined ? reviews.at(-1) : reviews.find((one) => one.databaseId === wanted);
  return {
    review: renderReview(scene, must(review, `review ${wanted ?? ''} of #${pull.number}`)),
    pull_request: renderPull(scene.view, scene.repo, pull),
  };
}

function renderReview({ view, repo }: Scene, review: Review): JsonObject {
  const html = `${htmlUrl(view, repo, 'pull', review.pull)}#pullrequestreview-${review.databaseId}`;
  const pull = apiUrl(view, repo, 'pulls', review.pull);
  return {
    id: review.databaseId,
    node_id: review.nodeId,
    user: renderUser(view, review.author),
    body: review.body === '' ? null : review.body,
    commit_id: review.sha,
    submitted_at: review.submittedAt,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    author_association: authorAssociation(repo, review.author),
    _links: { html: { href: html }, pull_request: { href: pull } },
  };
}

/** What only some actions carry. */
function shared({ view, repo, about }: Scene): JsonObject {
  const label = repo.labels.find((one) => one.name === about.label);
  return {
    ...(about.changes === undefined ? {} : { changes: about.changes }),
    ...(label === undefined ? {} : { label: renderLabel(view, repo, label) }),
    ...(about.assignee === undefined ? {} : { assignee: renderUser(view, about.assignee) }),
    ...(about.reviewer === undefined ? {} : { requested_reviewer: renderUser(view, about.reviewer) }),
  };
}
