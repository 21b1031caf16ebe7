import { unknownWord, unknownWords } from '../../model.ts';
import { type Finding, unclear } from '../findings/index.ts';
import type { RecordEvidence } from './record-evidence.ts';

/** Every word is one that this release knows. A newer release knows what the others mean. */
export function checkWords({ record }: Pick<RecordEvidence, 'record'>): readonly Finding[] {
  return unknownWords(record).map((word) =>
    unclear('unknown_kind', word.seq, `${unknownWord(word)}: a newer one wrote it.`),
  );
}
