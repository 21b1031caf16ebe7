import { cutText, isPullRequest, type Transition } from '../../../core/model.ts';
import type { EventItem } from '../../hook/index.ts';
import { referenceOr } from './reference.ts';

/** What CDEvents say of a step. */
export interface ToldStep {
  readonly type: string;
  readonly subject: {
    readonly id: string;
    /** Where the subject is, if that is elsewhere than the event. */
    readonly source?: string;
    readonly content: { readonly [field: string]: unknown };
  };
}

/** A step, and what the event around it says. */
interface Happened {
  readonly record: EventItem;
  readonly step: Transition;
  readonly creator: string | null;
  /** The item, as a CloudEvent's `subject` names it. */
  readonly item: string;
  readonly source: string;
}

/**
 * By the names of the built-in states. A record tells no roles, and its lifecycle by its hash alone: what a state of
 * another name means cannot be known here, so it has none of these types.
 */
const TOLD: ReadonlyMap<string, (happened: Happened) => ToldStep | null> = new Map([
  ['issue_created', ticketCreated],
  ['task_queued', ticketUpdated],
  ['pr_created', (happened) => change('dev.cdevents.change.created.0.4.0', happened)],
  ['ci_pending', (happened) => checks('dev.cdevents.pipelinerun.started.0.3.0', happened, {})],
  ['ci_passed', passed],
  ['ci_failed', (happened) => finished('failure', happened)],
  ['approved', (happened) => change('dev.cdevents.change.reviewed.0.3.0', happened)],
  ['merged', (happened) => change('dev.cdevents.change.merged.0.3.0', happened)],
  ['closed', closed],
]);

/** In characters: GitHub's names are shorter. */
const LONGEST_NAME = 1_000;

/** States behind the checks: who comes back from them had no new verdict. */
const BEHIND_CHECKS: readonly (string | null)[] = ['awaiting_review', 'approved'];

/** Null: CDEvents have no type for it, or an override took the step, so that what the type says need not have happened. */
export function toldOf(happened: Happened): ToldStep | null {
  const { to_state, source } = happened.step;
  return source === 'override' ? null : (TOLD.get(to_state)?.(happened) ?? null);
}

/** Titles are in no record, so the summary is the item's number. */
function ticketCreated(happened: Happened): ToldStep | null {
  const { record, creator, item } = happened;
  const summary = record.ref_number === null ? item : `issue #${record.ref_number}`;
  return ticket('dev.cdevents.ticket.created.0.2.0', happened, { summary, creator: creator ?? 'unknown' });
}

function ticketUpdated(happened: Happened): ToldStep | null {
  return ticket('dev.cdevents.ticket.updated.0.2.0', happened, {});
}

/** A pull request that has no issue, and was not merged, was given up. */
function closed(happened: Happened): ToldStep | null {
  const isMerged = happened.step.from_state === 'merged';
  if (isPullRequest(happened.record)) return isMerged ? null : change('dev.cdevents.change.abandoned.0.3.0', happened);
  const resolution = isMerged ? 'completed' : 'closed_unmerged';
  return ticket('dev.cdevents.ticket.closed.0.2.0', happened, { resolution });
}

/** An item that is a pull request is no ticket. */
function ticket(
  type: string,
  { record, item, source }: Happened,
  content: ToldStep['subject']['content'],
): ToldStep | null {
  if (isPullRequest(record)) return null;
  return { type, subject: { id: item, content: { ...content, uri: referenceOr(source, record.ref) } } };
}

function change(type: string, { step, record, source }: Happened): ToldStep | null {
  if (step.pr === null) return null;
  const at = placeOf(step.pr_url) ?? (record.repo === null ? null : { source, repo: record.repo });
  const place = at === null || at.source === source ? {} : { source: at.source };
  return {
    type,
    subject: {
      id: String(step.pr),
      ...place,
      content: at === null ? {} : { repository: { id: cutText(at.repo, LONGEST_NAME) } },
    },
  };
}

function passed(happened: Happened): ToldStep | null {
  const { flags, from_state } = happened.step;
  return flags.includes('no_checks') || BEHIND_CHECKS.includes(from_state) ? null : finished('success', happened);
}

function finished(outcome: 'success' | 'failure', happened: Happened): ToldStep | null {
  return checks('dev.cdevents.pipelinerun.finished.0.3.0', happened, { outcome });
}

/** All checks of a commit are the run, whoever ran them. */
function checks(
  type: string,
  { step, record, source }: Happened,
  content: ToldStep['subject']['content'],
): ToldStep | null {
  const { sha } = step;
  if (sha === null || record.repo === null || !source.startsWith('https://')) return null;
  return {
    type,
    subject: { id: sha, content: { ...content, pipelineName: 'checks', uri: `${source}/commit/${sha}/checks` } },
  };
}

/** The repository of a pull request, by its address. */
function placeOf(url: string | null): { readonly source: string; readonly repo: string } | null {
  const match = /^(https:\/\/[\w.:-]{1,255}\/([\w.-]{1,100}\/[\w.-]{1,100}))\/pull\/\d+$/.exec(url ?? '');
  const [, source, repo] = match ?? [];
  return source === undefined || repo === undefined ? null : { source, repo };
}
