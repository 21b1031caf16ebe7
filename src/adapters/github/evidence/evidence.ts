import {
  type Answer,
  editOf,
  joinTimelines,
  pullEvidenceOf,
  runEvidenceOf,
  statusEvidenceOf,
  timelineOf,
} from '../../../codec/github/index.ts';
import { type CommentRef, type EditFact, LoopForgeError, type Sha } from '../../../core/model.ts';
import type { ItemEvidence, PullName, RunEvidence, StatusEvidence, Timeline } from '../../../core/verify/index.ts';
import type { Session } from '../client/index.ts';
import { evidenceQuery, REVISIONS_QUERY, TEXT_QUERY, TIMELINE_QUERY } from '../queries/index.ts';
import { listStatuses } from '../questions/index.ts';

const MAX_PAGES = 100;

/** What GitHub remembers of an item, in one request where it fits. Throws where something that is there was not read. */
export async function readEvidence(
  session: Session,
  number: number,
  { comment, pulls }: { readonly comment: CommentRef | null; readonly pulls: readonly PullName[] },
): Promise<ItemEvidence> {
  const { data } = await session.ask(evidenceQuery(pulls.length, comment !== null), {
    number,
    ...(comment === null ? {} : { comment: comment.id }),
    ...Object.assign({}, ...pulls.map(variablesOf)),
  });
  return {
    timeline: await wholeTimeline(session, number, data.at('repository', 'item')),
    pulls: pulls.map((_, index) => {
      const pull = data.at(`p${index}`, 'pullRequest');
      if (pull.failed && !isUnseen(pull)) pull.lacking();
      return pullEvidenceOf(pull);
    }),
    revisions: comment === null ? none() : revisionsFrom(session, comment, data.at('comment')),
  };
}

/** All revisions of a comment, newest first; each page is asked for when it is needed. */
export async function* listRevisions(session: Session, comment: CommentRef): AsyncGenerator<EditFact> {
  yield* revisionsFrom(session, comment, await revisionsPage(session, comment, null));
}

async function* revisionsFrom(session: Session, comment: CommentRef, first: Answer): AsyncGenerator<EditFact> {
  let page = first;
  for (;;) {
    const { nodes, next } = page.page('userContentEdits');
    for (const edit of nodes) yield editOf(edit);
    if (next === null) return;
    page = await revisionsPage(session, comment, next);
  }
}

async function* none(): AsyncGenerator<EditFact> {}

async function revisionsPage(session: Session, { id }: CommentRef, after: string | null): Promise<Answer> {
  const { data } = await session.askNode(REVISIONS_QUERY, { comment: id, after });
  return data.at('comment');
}

async function wholeTimeline(session: Session, number: number, first: Answer): Promise<Timeline> {
  let { nodes, next } = first.page('timelineItems');
  let timeline = timelineOf(nodes);
  for (let pages = 1; next !== null; pages++) {
    if (pages >= MAX_PAGES) throw endless(session, number);
    const { data } = await session.ask(TIMELINE_QUERY, { number, after: next });
    ({ nodes, next } = data.at('repository', 'item').page('timelineItems'));
    timeline = joinTimelines(timeline, timelineOf(nodes));
  }
  return timeline;
}

/** Null: the run is gone (GitHub keeps them for a while, and people can delete them), or never was. */
export async function readRun(session: Session, id: string): Promise<RunEvidence | null> {
  try {
    const { data } = await session.rest({
      route: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
      params: { run_id: id },
      what: `read the workflow run ${id}`,
      needs: 'actions: read',
      kind: 'read',
    });
    return runEvidenceOf(data);
  } catch (error) {
    if (error instanceof LoopForgeError && error.code === 'not_found') return null;
    throw error;
  }
}

/** None where the commit is gone. */
export async function readStatuses(session: Session, sha: Sha): Promise<readonly StatusEvidence[]> {
  try {
    return (await listStatuses(session, sha)).map((status) => statusEvidenceOf(status, sha));
  } catch (error) {
    if (error instanceof LoopForgeError && error.code === 'not_found') return [];
    throw error;
  }
}

/** Null: there is no such file, or it is no text. */
export async function readText(session: Session, revision: string, path: string): Promise<string | null> {
  const { data } = await session.ask(TEXT_QUERY, { expression: `${revision}:${path}` });
  return data.at('repository').orNull('object')?.textOrNull('text') ?? null;
}

function variablesOf({ repo, number }: PullName, index: number): { readonly [name: string]: string | number } {
  const [owner = '', name = ''] = repo.split('/');
  return { [`o${index}`]: owner, [`r${index}`]: name, [`n${index}`]: number };
}

/** Not there, or in a repository that this token cannot see. */
function isUnseen({ error }: Answer): boolean {
  return error?.type === 'NOT_FOUND' || error?.type === 'FORBIDDEN';
}

function endless(session: Session, number: number): LoopForgeError {
  return new LoopForgeError('github_unreachable', `The timeline of ${session.name}#${number} does not end.`);
}
