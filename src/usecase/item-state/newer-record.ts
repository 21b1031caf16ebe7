import { LoopForgeError, unknownWord, unknownWords } from '../../core/model.ts';
import type { Deferred } from '../../core/outcome/index.ts';
import type { RecordSearch } from '../find-record/index.ts';

/** A record that holds what only a newer release understands: nothing follows from it here, and nothing is written over it. */
export class NewerRecordError extends LoopForgeError {
  constructor(url: string, what: string) {
    super(
      'record_unreadable',
      `The record was written by a newer LoopForge: ${what}. Nothing was written. Update the action. ${url}`,
    );
  }
}

/** @throws NewerRecordError where the record of an item, or one that it would take in, holds a word that is not known */
export function refuseNewer({ stored, surplus }: RecordSearch): void {
  for (const { record, comment } of [...(stored === null ? [] : [stored]), ...surplus]) {
    const [first] = unknownWords(record);
    if (first !== undefined) throw new NewerRecordError(comment.url, lowered(unknownWord(first)));
  }
}

/** The item waits for a newer release: nothing is lost, since the facts stay. */
export function newerResult(number: number, { message }: NewerRecordError): Deferred {
  const subject = { kind: 'item', number } as const;
  return {
    outcome: 'deferred',
    reason: 'newer_record',
    subject,
    standing: null,
    appended: [],
    effects: [],
    notice: message,
  };
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
