import { forged, nth, readBack, rechained } from './attack.ts';
import { cycles } from './good-records.ts';
import { at, comment, grown, OCTOCAT, record, step, wholeWay } from './story.ts';
import { passes, type Vector } from './vector.ts';
import { untrueViewVectors } from './views.ts';

const RECORD = record(wholeWay());

/** What a writer who may edit the comment can do so that the text alone does not show it, and what GitHub shows. */
export function unnoticedVectors(): readonly Vector[] {
  const lost = (name: string, about: string, text: string, online: string) => passes(name, about, text, { online });
  return [
    lost(
      'rechained',
      'Another person approved; all hashes computed anew.',
      forged(RECORD, ({ transitions }) => {
        nth(transitions, 6).actor = { id: '1', login: 'mallory', type: 'User' };
      }),
      'history_rewritten',
    ),
    lost(
      'tail-cut',
      'The last entries are gone, and the fields were computed anew.',
      forged(RECORD, (open) => {
        open.transitions.splice(6);
      }),
      'history_rewritten',
    ),
    lost(
      'old-revision',
      'An older body of the comment, pasted back.',
      comment(readBack(comment(record(wholeWay().slice(0, 5))))),
      'history_rewritten',
    ),
    lost(
      'refusal-erased',
      'A refusal is gone, and all behind it was numbered and chained anew.',
      forged(cycles(), (open) => {
        const [first, ...others] = open.rejections;
        open.rejections = others;
        for (const one of [...open.transitions, ...others]) if (one.seq > (first?.seq ?? 0)) one.seq--;
      }),
      'history_rewritten',
    ),
    lost(
      'forged-approval',
      'An approval that nobody gave.',
      comment(
        grown(record(wholeWay().slice(0, 6)), [step('awaiting_review', 'approved', '09:00:00', { actor: OCTOCAT })]),
      ),
      'not_corroborated',
    ),
    lost(
      'backdated',
      'Appended today with the times of last week.',
      comment(rechained(grown(record(wholeWay().slice(0, 8)), wholeWay().slice(8), { recordedAt: at('09:10:01') }))),
      'backdated',
    ),
    lost('look-alike', 'A record that a stranger made up, perfect in itself.', comment(RECORD), 'foreign_author'),
    ...untrueViewVectors(),
  ];
}
