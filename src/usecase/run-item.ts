import { LoopForgeError } from '../core/errors.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { Reading } from '../core/ports.ts';
import { composeRecord } from './compose-record.ts';
import { showEffects } from './effects.ts';
import { BLANK, dryResultOf, resultOf } from './item-result.ts';
import { isPending, type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { writeItem } from './write-item.ts';

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
    const done = isPending(look)
      ? await writeItem(means, ask, look)
      : { look, result: resultOf(look, { record: before, appended: [], comment: null }) };
    await showEffects(means.github, done.look, done.result);
    return done.result;
  } catch (error) {
    if (ask.fork && error instanceof LoopForgeError && error.code === 'permission_missing') return deferred(look);
    throw error;
  }
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
