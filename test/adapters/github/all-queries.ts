import { BEGINNINGS_QUERY } from '../../../src/adapters/github/evidence/beginnings.ts';
import {
  ATTEMPTS_QUERY,
  CHECKS_OF_COMMIT_QUERY,
  GROUP_QUERY,
} from '../../../src/adapters/github/queries/ask-queries.ts';
import {
  evidenceQuery,
  REVISIONS_QUERY,
  TEXT_QUERY,
  TIMELINE_QUERY,
} from '../../../src/adapters/github/queries/evidence-queries.ts';
import { LIST_ISSUES_QUERY, LIST_PULLS_QUERY } from '../../../src/adapters/github/queries/list-queries.ts';
import * as queries from '../../../src/adapters/github/queries/queries.ts';

const { itemQuery, commitQuery, pullsQuery, textsQuery, sweepIssuesQuery } = queries;

/** Every query that is ever sent. */
export const ALL_QUERIES: readonly queries.Query[] = [
  itemQuery('assignedActors'),
  commitQuery('assignedActors'),
  queries.COMMIT_PULLS_QUERY,
  queries.BRANCH_PULLS_QUERY,
  queries.EVENTS_QUERY,
  pullsQuery(1),
  pullsQuery(10),
  textsQuery(50),
  queries.CHECKS_QUERY,
  queries.COMMENTS_QUERY,
  queries.EDITS_QUERY,
  BEGINNINGS_QUERY,
  sweepIssuesQuery('assignedActors'),
  queries.SWEEP_PULLS_QUERY,
  LIST_ISSUES_QUERY,
  LIST_PULLS_QUERY,
  evidenceQuery(0, false),
  evidenceQuery(3, true),
  TIMELINE_QUERY,
  REVISIONS_QUERY,
  TEXT_QUERY,
  ATTEMPTS_QUERY,
  GROUP_QUERY,
  CHECKS_OF_COMMIT_QUERY,
];
