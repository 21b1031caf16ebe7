import { type Instant, type JsonObject, latestOf } from '../../core/model.ts';
import { toInstant } from '../github/index.ts';
import { textOrNull } from './targets/index.ts';

/** Where payloads say when that which happened last did so, by GitHub's clock. A `push` says only what a person's clock showed. */
const PATHS = [
  'issue.updated_at',
  'comment.updated_at',
  'pull_request.updated_at',
  'review.submitted_at',
  'workflow_run.updated_at',
  'check_suite.updated_at',
  'check_run.check_suite.updated_at',
  'updated_at',
];

/** When an event happened; null: it does not tell. */
export function eventTime(payload: JsonObject): Instant | null {
  return latestOf(PATHS.map((path) => toInstant(textOrNull(payload, path))));
}
