import type { LoopRecord } from '../../src/core/record/record.ts';
import { bodyOf, changed, edited, nth } from './attack.ts';
import { erase, redaction } from './erase.ts';
import { everyEntry, jsonOf, keptTwice, lastOf, takes } from './good-records.ts';
import { comment, grown, OTHER_HASH, record, seen, visibleOf, wholeWay } from './story.ts';
import { fails, type Vector } from './vector.ts';

const RECORD = record(wholeWay());
const EVERY = everyEntry();

/** Values, their salts, and what redaction notes say. */
export function redactionVectors(): readonly Vector[] {
  const bad = (name: string, codes: string, about: string, change: Parameters<typeof edited>[1], from = RECORD) =>
    fails(name, codes, about, edited(from, change));
  const erased = erase(RECORD, 1, ['actor']);
  return [
    bad('salt-missing', 'chain_broken commitment_mismatch', 'A person without a salt.', ({ transitions }) => {
      nth(transitions, 0).salts.actor = null;
    }),
    bad(
      'salt-key-missing',
      'chain_broken commitment_mismatch',
      'No place for the salt of a value.',
      ({ transitions }) => {
        nth(transitions, 0).salts.metadata = {};
      },
      EVERY,
    ),
    bad(
      'salt-left',
      'commitment_mismatch',
      'A name was erased and its salt was not: it can be guessed.',
      ({ transitions }) => {
        nth(transitions, 0).salts.actor = OTHER_HASH;
      },
      erased,
    ),
    bad('salt-for-nobody', 'commitment_mismatch', 'A salt where there is no person.', ({ transitions }) => {
      nth(transitions, 3).salts.actor = OTHER_HASH;
    }),
    bad('salt-for-nothing', 'commitment_mismatch', 'A salt for a key that is not there.', ({ transitions }) => {
      nth(transitions, 3).salts.metadata = { team: OTHER_HASH };
    }),
    bad(
      'erased-other',
      'chain_broken',
      'Another commitment in place of the erased name.',
      ({ transitions }) => {
        nth(transitions, 0).actor = { redacted: OTHER_HASH };
      },
      erased,
    ),
    fails(
      'erased-silently',
      'redaction_unrecorded',
      'A name was erased and no note says so.',
      bodyOf(seen(withoutNote(erased)), visibleOf(withoutNote(erased))),
    ),
    fails(
      'erased-other-name',
      'commitment_mismatch redaction_unrecorded',
      'The note names another value.',
      comment(erase(RECORD, 1, ['actor'], ['metadata/team'])),
    ),
    fails(
      'erased-untruly',
      'commitment_mismatch',
      'A note says that a name was erased which still stands there.',
      comment(grown(RECORD, [redaction(1, ['actor'])], { run: null })),
    ),
    fails(
      'erased-nowhere',
      'commitment_mismatch',
      'A note names an entry that is not there.',
      comment(grown(RECORD, [redaction(40, ['actor'])], { run: null })),
    ),
    fails(
      'erased-nothing',
      'commitment_mismatch',
      'A note names a value that was never there.',
      comment(grown(RECORD, [redaction(4, ['actor'])], { run: null })),
    ),
    fails(
      'erased-in-chain-alone',
      'commitment_mismatch',
      'The name was erased in the chain, and stands in the clear in a kept entry of the same number.',
      comment(erase(keptTwice(), 5, ['actor'])),
    ),
    fails(
      'erased-kept-note',
      'commitment_mismatch',
      'A redaction note that another note keeps, while the name still stands in the clear.',
      comment(keptRedaction()),
    ),
    fails(
      'kept-erased-silently',
      'redaction_unrecorded',
      'A name was erased in an entry that a note keeps.',
      comment(erase(keptTwice(), 6, ['was/actor'], [])),
    ),
  ];
}

function keptRedaction(): LoopRecord {
  const lost = lastOf(grown(RECORD, [redaction(1, ['actor'])], { run: null }));
  return grown(RECORD, [takes('restored', { kept: [jsonOf(lost)] })]);
}

function withoutNote(erased: LoopRecord): LoopRecord {
  return changed(RECORD, (open) => {
    const first = nth(open.transitions, 0);
    const { actor, salts } = nth(erased.transitions, 0);
    first.actor = actor;
    first.salts = JSON.parse(JSON.stringify(salts));
  });
}
