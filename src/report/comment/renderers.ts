import { type LoopRecord, type RENDERERS, type Render, type Shown, unknownWords } from '../../core/model.ts';
import { firstView } from './first/index.ts';
import { fullView, shortView } from './full-view.ts';

/** All renderers that ever were: what one made of a record is what it must always make of it. */
const VIEWS: { readonly [renderer in (typeof RENDERERS)[number]]: (record: LoopRecord, shown: Shown) => string } = {
  1: firstView,
  2: fullView,
  3: shortView,
};

/**
 * The part of a record comment that people read, as Markdown. It follows from what stands in that comment and nothing
 * else: entries that were sealed off do not count, even where they were joined to the record again.
 * @returns null where the head says nothing of what is shown, or where it or an entry speaks in words of a newer
 *   LoopForge, of which nobody here knows how they are told
 */
export const renderRecord: Render = (record) => {
  const { shown } = record.head;
  const view = shown === null ? undefined : Reflect.get(VIEWS, shown.renderer);
  if (shown === null || view === undefined) return null;
  const own = ownPart(record);
  return unknownWords(own).length > 0 ? null : view(own, shown);
};

function ownPart(record: LoopRecord): LoopRecord {
  const sealed = record.segments.at(-1)?.last_seq ?? 0;
  const isOwn = ({ seq }: { readonly seq: number }): boolean => seq > sealed;
  const { transitions, rejections, notes } = record;
  return {
    ...record,
    transitions: transitions.filter(isOwn),
    rejections: rejections.filter(isOwn),
    notes: notes.filter(isOwn),
  };
}
