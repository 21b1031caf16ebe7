import type { RENDERERS } from '../values/index.ts';
import type { LoopRecord, Shown } from './record.ts';

/**
 * Makes the part of a record comment that people read out of the record alone, by the renderer that its head names.
 * Null: that renderer is not known here, or the head says nothing of what is shown.
 */
export type Render = (record: LoopRecord) => string | null;

/** The renderers of all that is written now; older ones are there to be read. */
export const FULL_RENDERER: Renderer = 2;
export const SHORT_RENDERER: Renderer = 3;

type Renderer = (typeof RENDERERS)[number];

/** What a record shows that nothing was seen for. */
export const NOTHING_SHOWN: Shown = { renderer: FULL_RENDERER, needs: [], allowed: [], open: [] };

/** A record outside a comment has no visible part. */
export function withoutView(record: LoopRecord): LoopRecord {
  return { ...record, head: { ...record.head, view: null, shown: null } };
}
