import type { Actor } from '../model.ts';
import type { RepairResult } from './repair-result.ts';

/** What a repair came to, for people: each sentence by itself. The text is plain: whoever shows it escapes it. */
export function repairSentences(result: RepairResult): readonly string[] {
  const { recordId, good, outcome } = result;
  const back = `revision ${good.rev}, which ends with entry ${good.seq}`;
  switch (outcome) {
    case 'sound':
      return [`The record of ${recordId} is sound.`, NOTHING_WRITTEN];
    case 'repairable':
      return [...damageSentences(result), `It would go back to ${back}.`, NOTHING_WRITTEN];
    case 'repaired':
      return [...damageSentences(result), `It went back to ${back}.`, `What was found is kept in note ${result.note}.`];
  }
}

const NOTHING_WRITTEN = 'Nothing was written.';

type Damaged = Exclude<RepairResult, { outcome: 'sound' }>;

function damageSentences({ recordId, problem, editor, editedAt }: Damaged): readonly string[] {
  const found = `The record of ${recordId} is damaged: ${problem}.`;
  return editedAt === null ? [found] : [found, `It was last edited by ${nameOf(editor)} on ${editedAt}.`];
}

function nameOf(editor: Actor | null): string {
  return editor === null ? 'a deleted account' : `${editor.login} (id ${editor.id})`;
}
