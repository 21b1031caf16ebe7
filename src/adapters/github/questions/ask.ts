import { known } from '../../../codec/github/index.ts';
import {
  type CheckFact,
  type Known,
  type PullFacts,
  type PullQuestion,
  pinnedStatuses,
  UNAVAILABLE,
} from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { readEarlierChecks } from './earlier-checks.ts';
import { readGroup } from './merge-group.ts';
import { appOf, mayWrite } from './permissions.ts';

/** A pull request with the answers to what is asked about it only where that matters. */
export async function ask(session: Session, pull: PullFacts, questions: readonly PullQuestion[]): Promise<PullFacts> {
  let answered = pull;
  for (const question of questions) answered = { ...answered, ...(await ANSWERS[question](session, answered)) };
  return answered;
}

type Answering = (session: Session, pull: PullFacts) => Promise<Partial<PullFacts>>;

const ANSWERS: { readonly [question in PullQuestion]: Answering } = {
  async outsider(session, { author }) {
    const writes = author === null ? false : await mayPush(session, author.login);
    return { outsider: writes === UNAVAILABLE ? UNAVAILABLE : !writes };
  },
  async editor(session, { edited }) {
    if (edited === UNAVAILABLE || edited === null) return {};
    return { edited: { ...edited, mayPush: edited.by === null ? false : await mayPush(session, edited.by.login) } };
  },
  async earlier_checks(session, pull) {
    return { earlierChecks: await unlessHole(() => readEarlierChecks(session, pull)) };
  },
  async group(session, pull) {
    return { group: await unlessHole(() => readGroup(session, pull)) };
  },
  async status_apps(session, pull) {
    const { checks } = pull;
    if (checks === UNAVAILABLE) return {};
    const pinned = new Set(pinnedStatuses(pull));
    const apps: CheckFact[] = [];
    for (const check of checks) apps.push(pinned.has(check) ? await withApp(session, check) : check);
    return { checks: apps };
  },
};

/** An account that GitHub says nothing of is not known to be without the right. */
async function mayPush(session: Session, login: string): Promise<Known<boolean>> {
  return (await mayWrite(session, login)) ?? UNAVAILABLE;
}

async function withApp(session: Session, check: CheckFact): Promise<CheckFact> {
  const { creator } = check;
  return creator === null ? check : { ...check, appId: (await appOf(session, creator.login)) ?? UNAVAILABLE };
}

async function unlessHole<T>(read: () => Promise<T>): Promise<Known<T>> {
  const settled = await read().then(
    (value) => () => value,
    (error: unknown) => (): T => {
      throw error;
    },
  );
  return known(settled);
}
