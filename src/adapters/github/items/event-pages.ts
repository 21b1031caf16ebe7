import { type IssueView, type Mention, mentionsOf, type Page, withAssignments } from '../../../codec/github/index.ts';
import { LINKED_WITHIN_MS, msBetween, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { EVENTS_QUERY } from '../queries/index.ts';

/** Of 100 events each. */
const MAX_PAGES = 10;

/** Everything that mentions an issue, oldest first, and whether the list reaches back as far as it matters. */
export interface Mentions {
  readonly mentions: readonly Mention[];
  readonly whole: boolean;
}

/** Goes back through the timeline to its begin, or to where a merge has nothing to do with the close any more. */
export async function allMentions(session: Session, { repo, facts, mentions: first }: IssueView): Promise<Mentions> {
  if (first === UNAVAILABLE) return { mentions: [], whole: false };
  const { closedAt } = facts;
  let { before, from } = first;
  let mentions = first.mentions;
  for (let page = 1; before !== null; page += 1) {
    if (closedAt !== null && from !== null && msBetween(from, closedAt) > LINKED_WITHIN_MS) break;
    if (page >= MAX_PAGES) return { mentions, whole: false };
    const earlier = mentionsOf(repo, await eventsBefore(session, facts.number, 'CROSS_REFERENCED_EVENT', before));
    mentions = [...earlier.mentions, ...mentions];
    ({ before, from } = earlier);
  }
  return { mentions, whole: true };
}

/** Goes back to the first assignment of the current cycle. */
export async function withAllAssignments(session: Session, view: IssueView): Promise<IssueView> {
  let whole = view;
  for (let page = 1; whole.assignedBefore !== null && page < MAX_PAGES; page += 1) {
    const earlier = await eventsBefore(session, view.facts.number, 'ASSIGNED_EVENT', whole.assignedBefore);
    whole = withAssignments(whole, earlier);
  }
  return whole;
}

async function eventsBefore(session: Session, number: number, type: string, before: string): Promise<Page> {
  const { data } = await session.ask(EVENTS_QUERY, { number, types: [type], before });
  return data.at('repository', 'issue').pageFromEnd('timelineItems');
}
