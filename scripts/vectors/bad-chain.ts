import { edited, forged, nth, type OpenRecord } from './attack.ts';
import { everyEntry, keptTwice } from './good-records.ts';
import { at, OTHER_HASH, record, wholeWay } from './story.ts';
import { fails, type Vector } from './vector.ts';

const RECORD = record(wholeWay());
const KEPT = keptTwice();
const EVERY = everyEntry();

type Change = Parameters<typeof edited>[1];

/** What was written is not what stands there. */
export function chainVectors(): readonly Vector[] {
  const bad = (name: string, about: string, change: Change, codes = 'chain_broken') =>
    fails(name, codes, about, edited(RECORD, change));
  return [
    bad('field-edited', 'A time within the evidence of one entry.', ({ transitions }) => {
      nth(transitions, 4).evidence.at = at('08:40:00');
    }),
    bad('actor-edited', 'Another person approved.', ({ transitions }) => {
      nth(transitions, 6).actor = { id: '1', login: 'mallory', type: 'User' };
    }),
    bad('salt-edited', 'Another salt.', ({ transitions }) => {
      nth(transitions, 6).salts.actor = OTHER_HASH;
    }),
    bad(
      'state-edited',
      'A failed check made to look as if it had passed.',
      ({ transitions }) => {
        nth(transitions, 4).to_state = 'ci_failed';
      },
      'chain_broken illegal_step',
    ),
    bad('hash-edited', 'The hash of an entry.', ({ transitions }) => {
      nth(transitions, 4).hash = OTHER_HASH;
    }),
    bad('link-edited', 'The link of an entry.', ({ transitions }) => {
      nth(transitions, 4).prev_hash = OTHER_HASH;
    }),
    bad('genesis-edited', 'Another nonce.', (open) => {
      open.genesis.nonce = OTHER_HASH;
    }),
    bad(
      'step-dropped',
      'An entry from the middle is gone.',
      ({ transitions }) => {
        transitions.splice(4, 1);
      },
      'chain_broken fold_mismatch illegal_step',
    ),
    bad(
      'first-dropped',
      'The first entry is gone.',
      ({ transitions }) => {
        transitions.splice(0, 1);
      },
      'chain_broken fold_mismatch illegal_step',
    ),
    bad(
      'all-dropped',
      'No entry at all.',
      (open) => {
        open.transitions = [];
      },
      'chain_broken fold_mismatch illegal_step',
    ),
    bad(
      'doubled',
      'An entry stands twice.',
      ({ transitions }) => {
        transitions.splice(5, 0, nth(transitions, 4));
      },
      'chain_broken illegal_step',
    ),
    bad(
      'inserted',
      'An entry is put in, and those behind it are renumbered.',
      ({ transitions }) => {
        for (const one of transitions.slice(5)) one.seq++;
        transitions.splice(5, 0, { ...nth(transitions, 4), seq: 6, from_state: 'ci_passed', to_state: 'ci_pending' });
      },
      'chain_broken fold_mismatch illegal_step',
    ),
    bad('swapped', 'Two entries change places in their list.', ({ transitions }) => {
      transitions.splice(3, 2, nth(transitions, 4), nth(transitions, 3));
    }),
    bad(
      'renumbered',
      'Two entries change their numbers.',
      ({ transitions }) => {
        nth(transitions, 3).seq = 5;
        nth(transitions, 4).seq = 4;
      },
      'backdated chain_broken illegal_step',
    ),
    fails(
      'swapped-notes',
      'chain_broken',
      'Two notes change places in their list.',
      edited(EVERY, ({ notes }) => {
        notes.splice(0, 2, nth(notes, 1), nth(notes, 0));
      }),
    ),
    fails(
      'note-dropped',
      'chain_broken',
      'A note is gone.',
      edited(KEPT, ({ notes }) => {
        notes.splice(1, 1);
      }),
    ),
    fails(
      'rejection-dropped',
      'chain_broken fold_mismatch illegal_step',
      'A refusal is gone.',
      edited(EVERY, ({ rejections }) => {
        rejections.pop();
      }),
    ),
    fails(
      'message-edited',
      'chain_broken',
      'What a refusal says.',
      edited(EVERY, ({ rejections }) => {
        nth(rejections, 0).message = 'All is well';
      }),
    ),
    fails(
      'metadata-edited',
      'chain_broken',
      'A value of the metadata.',
      edited(EVERY, ({ transitions }) => {
        nth(transitions, 0).metadata = { ...nth(transitions, 0).metadata, weight: 2.5 };
      }),
    ),
    fails(
      'metadata-null',
      'chain_broken commitment_mismatch',
      'A value of the metadata that was null.',
      edited(EVERY, ({ transitions }) => {
        nth(transitions, 0).metadata = { ...nth(transitions, 0).metadata, none: 0 };
      }),
    ),
    fails(
      'time-back',
      'chain_broken',
      'A step before the one that it follows, chained anew.',
      forged(RECORD, ({ transitions }) => {
        nth(transitions, 4).timestamp = at('08:20:00');
      }),
    ),
    fails(
      'recorded-back',
      'backdated',
      'Recorded an hour before the entry that it follows, chained anew.',
      forged(RECORD, ({ transitions }) => {
        nth(transitions, 7).recorded_at = at('08:00:00');
      }),
    ),
    ...keptVectors(),
  ];
}

/** The chain holds only the hash of what a note takes in. */
function keptVectors(): readonly Vector[] {
  const bad = (name: string, about: string, change: (open: ReturnType<typeof firstWas>) => void) =>
    fails(
      name,
      'chain_broken',
      about,
      edited(KEPT, (open) => change(firstWas(open))),
    );
  return [
    bad('kept-edited', 'The entry that a note keeps was changed.', ({ kept }) => {
      nth(kept, 0).to_state = 'merged';
    }),
    bad('kept-hash-edited', 'Its hash was changed.', ({ kept }) => {
      nth(kept, 0).hash = OTHER_HASH;
    }),
    bad('kept-stripped', 'In place of the kept entry only its hash is left.', (was) => {
      was.named = was.kept.map(({ hash }) => hash);
      was.kept = [];
    }),
    bad('kept-named', 'A hash among those that are named was changed.', (was) => {
      was.named = [OTHER_HASH];
    }),
  ];
}

function firstWas({ notes }: OpenRecord) {
  const { was } = nth(notes, 0);
  if (was === null) throw new Error('the first note says nothing');
  return was;
}
