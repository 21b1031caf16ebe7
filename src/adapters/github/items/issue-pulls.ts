import {
  Hole,
  type IssueRest,
  type IssueView,
  ownLink,
  type PullView,
  stronger,
  undecidedOf,
} from '../../../codec/github/index.ts';
import { closingNumbers } from '../../../codec/text/index.ts';
import { type Link, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { withAllChecks } from './check-pages.ts';
import { allMentions } from './event-pages.ts';
import { type PullsInFull, readPulls, readTexts } from './pulls.ts';

/** So many pull requests that mention an issue are looked into; so many at once in full, before their descriptions tell. */
const MAX_LOOKED_INTO = 100;
const FEW = 10;

/**
 * The pull requests of an issue: those that GitHub links to it, and those that merely mention it and whose own words
 * link them. What cannot be read leaves open whether there are more.
 */
export async function pullsOfIssue(session: Session, view: IssueView, known: PullsInFull): Promise<IssueRest> {
  const { links, notices } = view.candidates;
  if (links === UNAVAILABLE) return { pulls: UNAVAILABLE, mentions: [], allMentions: false, notices };
  const seen = await allMentions(session, view);
  const undecided = undecidedOf(seen.mentions).filter((number) => !links.has(number));
  const looked = await lookInto(session, view, undecided.slice(0, MAX_LOOKED_INTO), known);
  const all = new Map(links);
  for (const [number, link] of [...looked.links, ...ownLinks(view, known)])
    all.set(number, stronger(all.get(number), link));
  const pulls = await viewsOf(session, all, new Map([...view.candidates.views, ...looked.views, ...known]));
  const left = undecided.length - MAX_LOOKED_INTO;
  return {
    pulls,
    mentions: seen.mentions,
    allMentions: seen.whole && looked.whole && left <= 0,
    notices: [
      ...notices,
      ...(left > 0 ? [`${left} more pull requests mention the issue and were not looked into.`] : []),
    ],
  };
}

/** What the pull requests that are already known say of the issue themselves. */
function ownLinks(view: IssueView, known: PullsInFull): readonly (readonly [number, Link])[] {
  return [...known].flatMap(([number, pull]) => {
    const link = ownLink(pull, homeOf(view));
    return link === null || link === UNAVAILABLE ? [] : [[number, link] as const];
  });
}

function homeOf({ facts, frame }: IssueView) {
  return { number: facts.number, repo: facts.repo, host: frame.host };
}

interface LookedInto {
  readonly links: readonly (readonly [number, Link])[];
  readonly views: PullsInFull;
  /** Each of them was read. */
  readonly whole: boolean;
}

/** A few are read in full at once; of many only those whose description links them. */
async function lookInto(
  session: Session,
  view: IssueView,
  undecided: readonly number[],
  known: PullsInFull,
): Promise<LookedInto> {
  const home = homeOf(view);
  const unknown = undecided.filter((number) => !known.has(number));
  try {
    const few = unknown.length <= FEW ? unknown : await linking(session, unknown, home);
    const views = await readPulls(session, few);
    const links = ownLinks(view, views);
    const isOpen = [...views.values()].some((pull) => ownLink(pull, home) === UNAVAILABLE);
    return { links, views, whole: !isOpen && views.size === few.length };
  } catch (error) {
    if (!(error instanceof Hole)) throw error;
    return { links: [], views: new Map(), whole: false };
  }
}

async function linking(session: Session, numbers: readonly number[], home: ReturnType<typeof homeOf>) {
  const texts = await readTexts(session, numbers);
  return numbers.filter((number) => closingNumbers(texts.get(number) ?? '', home).includes(home.number));
}

/** Reads what is not seen yet; unavailable where one of them cannot be read. */
async function viewsOf(
  session: Session,
  links: ReadonlyMap<number, Link>,
  seen: PullsInFull,
): Promise<readonly PullView[] | typeof UNAVAILABLE> {
  const unseen = [...links.keys()].filter((number) => !seen.has(number));
  try {
    const views = new Map([...seen, ...(await readPulls(session, unseen))]);
    const pulls: PullView[] = [];
    for (const [number, link] of links) {
      const view = views.get(number);
      if (view === undefined) return UNAVAILABLE;
      const { facts, ...rest } = await withAllChecks(session, view);
      pulls.push({ ...rest, facts: { ...facts, link } });
    }
    return pulls;
  } catch (error) {
    if (error instanceof Hole) return UNAVAILABLE;
    throw error;
  }
}
