import { type Item, REACTIONS, type Reaction, type ReactionContent } from '../world/model.ts';
import type { ReactionSubject } from '../world/reaction-ops.ts';
import { after, type Call, itemOf, needRead, needTalk, numberParam, text } from './call.ts';
import { found } from './comment-routes.ts';
import { paged } from './paging.ts';
import { renderReaction } from './render-item.ts';
import { created, mustHaveRights, noContent, notFound, ok, type Reply, RestError } from './reply.ts';
import type { Routes } from './routes.ts';

interface Subject {
  readonly on: ReactionSubject;
  readonly node: string;
  readonly item: Item;
}

const onItem = (call: Call): Subject => {
  const item = itemOf(call);
  return { on: { number: item.number }, node: item.nodeId, item };
};

const onComment = (call: Call): Subject => {
  const { comment, item } = found(call);
  return { on: { comment: comment.databaseId }, node: comment.nodeId, item };
};

export const reactionRoutes: Routes = {
  'reactions/list-for-issue': (call) => list(call, onItem(call)),
  'reactions/create-for-issue': (call) => create(call, onItem(call)),
  'reactions/delete-for-issue': (call) => remove(call, onItem(call)),
  'reactions/list-for-issue-comment': (call) => list(call, onComment(call)),
  'reactions/create-for-issue-comment': (call) => create(call, onComment(call)),
  'reactions/delete-for-issue-comment': (call) => remove(call, onComment(call)),
};

function list(call: Call, subject: Subject): Reply {
  needRead(call, subject.item);
  const content = call.query.get('content');
  const here = call.repo.reactions.filter(
    (one) => one.subject === subject.node && (content === null || one.content === content),
  );
  return paged(call, here, (reaction) => renderReaction(call.view, reaction));
}

/** 201 where it was made, 200 where the same actor had made it before. */
function create(call: Call, subject: Subject): Reply {
  needTalk(call, subject.item);
  refuseLocked(call, subject.item);
  const made = call.world.react(subject.on, contentOf(text(call, 'content')), { by: call.view.viewer.login });
  const body = renderReaction(after(call).view, made.reaction);
  return made.created ? created(body) : ok(body);
}

function remove(call: Call, subject: Subject): Reply {
  needTalk(call, subject.item);
  refuseLocked(call, subject.item);
  const id = numberParam(call, 'reaction_id');
  const there: Reaction | undefined = call.world.reactions(subject.on).find((one) => one.databaseId === id);
  if (there === undefined) throw notFound();
  if (there.actor !== call.view.viewer.login) throw mustHaveRights();
  call.world.unreact(id);
  return noContent();
}

/** Told by others: a locked conversation takes reactions from nobody, write access or not. */
function refuseLocked(call: Call, { locked }: Item): void {
  if (!locked) return;
  throw new RestError(call.world.settings.lockedReaction, 'lock prevents reaction');
}

function contentOf(word: string): ReactionContent {
  const content = REACTIONS.find((one) => one === word);
  if (content === undefined) throw notFound();
  return content;
}
