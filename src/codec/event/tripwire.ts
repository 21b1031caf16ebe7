import type { Actor, RunEvent } from '../../core/model.ts';
import { mayHoldRecord } from '../record/index.ts';
import { textOrNull, valueAt } from './targets/index.ts';

/** Somebody else than its author edited or deleted a comment that looks like a record or a part of one. */
export interface Tripwire {
  readonly kind: 'edited' | 'deleted';
  readonly url: string;
  /** Numeric id. */
  readonly author: string;
  readonly actor: Actor | null;
}

/** Null: the event is none of that. What was there before the edit counts as what is there now. */
export function tripwireOf({ name, action, sender, payload }: RunEvent): Tripwire | null {
  if (name !== 'issue_comment' || (action !== 'edited' && action !== 'deleted')) return null;
  const bodies = [textOrNull(payload, 'comment.body'), textOrNull(payload, 'changes.body.from')];
  const isRecord = bodies.some((body) => body !== null && mayHoldRecord(body));
  const author = valueAt(payload, 'comment.user.id');
  if (!isRecord || typeof author !== 'number' || String(author) === sender?.id) return null;
  const url = textOrNull(payload, 'comment.html_url') ?? '';
  return { kind: action, url, author: String(author), actor: sender };
}
