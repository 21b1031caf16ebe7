import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { ExportFormatName } from '../../../src/codec/export/format.ts';
import type { ExportNames } from '../../../src/codec/export/names/export-names.ts';
import { decodeComment } from '../../../src/codec/record/comment.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { runStory } from '../../stories/run-story.ts';
import { scenesOf } from '../../stories/scenes.ts';
import { LIFECYCLES } from '../../stories/story.ts';
import { STORIES } from '../../stories/table.ts';
import { anyRecord } from '../../support/arbitraries.ts';
import { CLEAR, exportedText } from '../../support/export/exported.ts';

const GOOD = 'test/vectors/records/good';

/** What a lifecycle made of every story. */
export function storyRecords(): readonly LoopRecord[] {
  return LIFECYCLES.flatMap((lifecycle) =>
    STORIES.flatMap((story) => runStory(story, scenesOf(story), lifecycle).record ?? []),
  );
}

/** Records of every kind of entry, note and need: erased, moved, sealed, hostile. */
export function vectorRecords(): readonly LoopRecord[] {
  return readdirSync(GOOD)
    .filter((name) => name.endsWith('.md'))
    .map((name) => decodeComment(readFileSync(`${GOOD}/${name}`, 'utf8')))
    .flatMap((decoded) => (decoded.kind === 'record' ? [decoded.record] : []));
}

/** Made-up ones whose texts are anything. The same every time. */
export function madeUpRecords(count: number): readonly LoopRecord[] {
  return fc.sample(anyRecord({ maxLength: 8 }), { numRuns: count, seed: 7 });
}

/** The whole export of the records, in a format. */
export async function exportOf(
  name: ExportFormatName,
  records: readonly LoopRecord[],
  names: ExportNames = CLEAR,
): Promise<string> {
  return await exportedText(name, names, records);
}

/** The lines of an export, read as a program would; every one ends. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the last line does not end');
  return lines;
}
