import { appendEntries, type Draft, emptyRecord, type Genesis, type LoopRecord, traitsIn } from '../../model.ts';
import type { PlanRequest } from '../steps/index.ts';

/**
 * The record as it will read once the drafts are in it, for looking ahead within one plan. Its salts and hashes are
 * not those that will be written.
 */
export function recordAfter(request: PlanRequest, drafts: readonly Draft[]): LoopRecord {
  const { lifecycle, record, now, context } = request;
  const start = record ?? emptyRecord(provisionalGenesis(request));
  const { record: after } = appendEntries(start, drafts, {
    recordedAt: now,
    run: context.run,
    lifecycle: lifecycle.hash,
    settings: null,
    random: (size) => new Uint8Array(size),
    traitsOf: traitsIn(lifecycle),
  });
  // What was shown was shown of the record before.
  return { ...after, head: { ...after.head, shown: null } };
}

function provisionalGenesis({ facts, lifecycle, settings, now }: PlanRequest): Genesis {
  return {
    host: null,
    repo_id: null,
    issue_id: null,
    record_id: `${facts.repo}#${facts.number}`,
    ref: facts.url,
    ref_number: facts.number,
    repo: facts.repo,
    labels: {},
    created_at: now,
    auto_merge: settings.autoMerge,
    lifecycle: lifecycle.hash,
    nonce: '',
  };
}
