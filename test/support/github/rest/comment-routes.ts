import { type Identity, mayEdit } from '../identity.ts';
import type { Comment, Item } from '../world/model.ts';
import { canWrite } from '../world/review-decision.ts';
import { after, type Call, itemOf, needRead, needTalk, numberParam, text } from './call.ts';
import { paged } from './paging.ts';
import { renderComment } from './render-item.ts';
import { created, forbidden, invalid, mustHaveRights, noContent, notFound, ok, RestError } from './reply.ts';
import type { Routes } from './routes.ts';

// Measured by others, not documented: the message still speaks of characters, 65536 × 4 bytes pass.
const MAX_BYTES = 262_144;
const MAX_COMMENTS = 2500;

export const commentRoutes: Routes = {
  'issues/list-comments': (call) => {
    const item = itemOf(call);
    needRead(call, item);
    const since = call.query.get('since') ?? '';
    const all = (call.repo.comments.get(item.number) ?? []).filter((comment) => comment.updatedAt >= since);
    return paged(call, all, (comment) => renderComment(call.view, call.repo, comment));
  },
  'issues/create-comment': (call) => {
    const item = itemOf(call);
    needTalk(call, item);
    const body = checkedBody(call);
    const { viewer } = call.view;
    // Told by others: people with write access may go on commenting, bots may not.
    if (item.locked && !(viewer.kind === 'user' && canWrite(call.repo, viewer.login))) {
      throw new RestError(403, 'Unable to create comment because issue is locked.');
    }
    if (call.world.comments(item.number).length >= MAX_COMMENTS) {
      throw new RestError(403, 'Commenting is disabled on issues with more than 2500 comments');
    }
    const id = call.world.comment(item.number, body, writer(viewer));
    return created(shown(call, id));
  },
  'issues/get-comment': (call) => {
    const { comment, item } = found(call);
    needRead(call, item);
    return ok(renderComment(call.view, call.repo, comment));
  },
  'issues/update-comment': (call) => {
    const { comment, item } = found(call);
    allowEdit(call, comment, item);
    call.world.editComment(comment.databaseId, checkedBody(call), { by: call.view.viewer.login });
    return ok(shown(call, comment.databaseId));
  },
  'issues/delete-comment': (call) => {
    const { comment, item } = found(call);
    allowEdit(call, comment, item);
    call.world.deleteComment(comment.databaseId, { by: call.view.viewer.login });
    return noContent();
  },
};

/** The comment that a route names; as the request sees it. */
export function found(call: Call): { readonly comment: Comment; readonly item: Item } {
  const id = numberParam(call, 'comment_id');
  for (const list of call.repo.comments.values()) {
    const comment = list.find((one) => one.databaseId === id);
    const item = comment === undefined ? undefined : call.repo.items.get(comment.on);
    if (comment !== undefined && item !== undefined) return { comment, item };
  }
  throw notFound();
}

function writer(viewer: Identity): { readonly by: string; readonly app?: string } {
  return viewer.kind === 'app' ? { by: viewer.login, app: viewer.login } : { by: viewer.login };
}

function allowEdit(call: Call, comment: Comment, item: Item): void {
  const { viewer } = call.view;
  if (item.locked && !call.world.settings.lockedEdits) throw forbidden();
  if (!mayEdit(viewer, call.repo, item.kind, comment)) throw viewer.kind === 'app' ? forbidden() : mustHaveRights();
}

function shown(call: Call, id: number) {
  const { view, repo } = after(call);
  return renderComment(view, repo, call.world.commentById(id));
}

function checkedBody(call: Call): string {
  const body = text(call, 'body');
  if (body.trim() === '') throw invalid('IssueComment', 'body', "body can't be blank");
  if (Buffer.byteLength(body) <= MAX_BYTES) return body;
  throw invalid('IssueComment', 'body', 'body is too long (maximum is 65536 characters)');
}
