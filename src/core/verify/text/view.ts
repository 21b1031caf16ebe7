import type { Head } from '../../model.ts';
import { type Finding, fail } from '../findings/index.ts';

/** What people read of a record, by its hashes. */
export interface ViewEvidence {
  readonly head: Pick<Head, 'view' | 'shown'>;
  /** Of the visible part of the comment; null: the record does not stand in one. */
  readonly standing: string | null;
  /** Of the visible part that the record makes; null: it was not made again. */
  readonly made: string | null;
}

/** The part that people read is the one that the record names, and the one that it makes. */
export function checkView({ head, standing, made }: ViewEvidence): readonly Finding[] {
  if (standing !== null && (head.view !== standing || head.shown === null)) {
    return [mismatch('The part that people read is not the one that was written with this record.')];
  }
  if (made === null || made === head.view) return [];
  return [mismatch('The part that people read is not what the record says.')];
}

function mismatch(text: string): Finding {
  return fail('view_mismatch', null, text);
}
