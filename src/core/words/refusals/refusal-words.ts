import { code, sayPerson, sayTime, sentence } from '../basics/index.ts';
import { needClauses } from '../needs/index.ts';
import { actOf, closeNeedsOf, lostGateOf, type RefusedStep } from './refused-act.ts';

/** What was refused, as somebody would tell it: who did it may be shown in bold, so it stands apart. */
export interface Told {
  /** Empty: nobody is known to have done it, or nobody did. */
  readonly who: string;
  /** The rest of the sentence; it ends with a full stop. */
  readonly what: string;
}

/**
 * Who did what, when, and how things stood: "maintainer" "merged pull request 2 on 26 Nov 2026 at 15:16 UTC while the
 * check `build` was failing."
 * @param item what the record is of
 * @param say how a time is said
 */
export function tellRefusal(refused: RefusedStep, item: 'issue' | 'pull request', say = sayTime): Told {
  const who = actorOf(refused);
  const when = refused.at === null ? '' : ` on ${say(refused.at)}`;
  const clauses = needClauses(refused.needs);
  const told = (done: string, isDone: string, behind: string): Told => {
    const what = who === '' ? sentence(`${isDone}${when}${behind}`) : `${done}${when}${behind}.`;
    return { who, what };
  };
  const { code: reason, from, to, pr } = refused;
  switch (actOf(refused)) {
    case 'merge': {
      const pull = pr === null ? 'the pull request' : `pull request ${pr}`;
      return told(`merged ${pull}`, `${pull} was merged`, clauses);
    }
    case 'close': {
      const behind = item === 'issue' ? needClauses(closeNeedsOf(refused)) : ' without merging it';
      return told(`closed the ${item}`, `the ${item} was closed`, behind);
    }
    case 'reopen':
      return { who: '', what: `The ${item} was opened again, and the lifecycle has no way back from ${code(from)}.` };
    case 'lost':
      return { who: '', what: `${code(lostGateOf(refused))} is no longer proven${commitOf(refused)}.` };
    case 'claim': {
      const why = reason === 'illegal_transition' ? `, and the lifecycle has no such step from ${code(from)}` : clauses;
      return told(`claimed ${code(to)}`, `${code(to)} was claimed`, why);
    }
    case 'veto':
      return { who: '', what: vetoed(refused) };
    case 'step': {
      const why = reason === 'illegal_transition' ? ', and the lifecycle has no such step' : clauses;
      const what = `it went from ${code(from)} to ${code(to)}`;
      return { who: '', what: sentence(`${what}${when}${why}`) };
    }
  }
}

/** The same in one line of plain text. */
export function refusalSentence(refused: RefusedStep, item: 'issue' | 'pull request'): string {
  const { who, what } = tellRefusal(refused, item);
  return who === '' ? what : `${who} ${what}`;
}

function vetoed({ needs, to, cause, reason }: RefusedStep): string {
  const guard = needs.find(({ kind }) => kind === 'vetoed')?.names[0];
  const [, , pull = ''] = cause.split('|');
  const whose = pull === '' ? '' : ` of pull request ${pull}`;
  const why = reason === null ? '' : `: ${code(reason)}`;
  return `The guard${guard === undefined ? '' : ` ${code(guard)}`} said no to ${code(to)}${whose}${why}.`;
}

function commitOf({ sha }: RefusedStep): string {
  return sha === null ? '' : ` for the commit ${code(sha.slice(0, 7))}`;
}

function actorOf({ actor }: RefusedStep): string {
  return actor === null || 'redacted' in actor ? '' : sayPerson(actor.login);
}
