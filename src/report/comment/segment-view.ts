import type { Instant } from '../../core/model.ts';
/** What people see of a sealed part of a record. */
export function renderSegment({
  entries,
}: {
  readonly entries: readonly { readonly seq: number; readonly timestamp: Instant }[];
}): string {
  const [first] = entries;
  const last = entries.at(-1);
  const span = `entries ${first?.seq ?? 0} to ${last?.seq ?? 0}, ${first?.timestamp.slice(0, 10) ?? ''} to ${last?.timestamp.slice(0, 10) ?? ''}`;
  return `<sub>LoopForge: a sealed part of this item's record (${span}). The record goes on in its own comment; do not edit this one: edits are noticed.</sub>\n`;
}
