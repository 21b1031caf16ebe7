import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { CommentRef, GitHubItems, ItemEffects, Random, Reading } from '../core/ports.ts';
import { composeComment, composeRecord, type RenderView } from './compose-record.ts';
import { showEffects } from './effects.ts';
import { BLANK, dryResultOf, resultOf } from './item-result.ts';
import { type Ask, type Look, lookAt } from './look.ts';

/** What the use cases act through. */
export interface Means {
  readonly github: GitHubItems & ItemEffects;
  readonly render: RenderView;
  readonly random: Random;
  readonly log: (line: string) => void;
}

/** What one run wants of an item, and whether its token may turn out to be read-only. */
export interface ItemAsk extends Ask {
  readonly fork: boolean;
}

/**
 * Brings one item level with the facts and stores what follows: read, observe, plan, append. Nothing to do means
 * nothing is written.
 * @throws LoopForgeError with the codes of reading and writing; nothing is half-written then.
 */
export async function runItem(means: Means, ask: ItemAsk, reading: Reading): Promise<ItemResult> {
  const look = await lookAt(means.github, ask, reading);
  const before = look.found.stored?.record ?? null;
  if (ask.dryRun) {
    if (!isPending(look)) return dryResultOf(look, { record: before, appended: [] });
    return dryResultOf(look, composeRecord(look, ask.context.run, means.random));
  }
  try {
    const result = isPending(look)
      ? await write(means, ask, look)
      : resultOf(look, { record: before, appended: [], comment: null });
    await showEffects(means.github, look, result);
    return result;
  } catch (error) {
    if (ask.fork && error instanceof LoopForgeError && error.code === 'permission_missing') return deferred(look);
    throw error;
  }
}

function isPending({ plan, found }: Look): boolean {
  return plan.drafts.length > 0 || found.transferred;
}

async function write(means: Means, ask: ItemAsk, look: Look): Promise<ItemResult> {
  const composed = composeRecord(look, ask.context.run, means.random);
  const { record, body } = composeComment(composed.record, look, means.render);
  const comment = await store(means.github, look, body);
  return resultOf(look, { record, appended: composed.appended, comment });
}

async function store(github: GitHubItems, { found, reading }: Look, body: string): Promise<CommentRef> {
  if (found.stored === null) return github.createComment(reading.facts.number, body);
  await github.editComment(found.stored.comment, body);
  return found.stored.comment;
}

/** A fork's event that cannot write: nothing is lost, the facts stay, and the next event or sweep records them. */
function deferred({ reading, found }: Look): ItemResult {
  const record = found.stored?.record ?? null;
  return {
    ...BLANK,
    outcome: 'deferred',
    reason: 'read_only_token',
    state: record?.state ?? null,
    previousState: record?.state ?? null,
    recordId: record?.record_id ?? null,
    number: reading.facts.number,
    record,
    notice:
      'This event comes from a fork or from Dependabot, so its token may only read. The step is recorded by the next run that may write: the workflow_run, issues or schedule trigger of the sample workflow.',
  };
}
