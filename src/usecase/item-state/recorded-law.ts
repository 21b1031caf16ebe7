import { releasedLifecycle } from '../../codec/lifecycle/index.ts';
import { entriesOf, isPullRequest, type LawSettings, type LoopRecord } from '../../core/model.ts';

/**
 * The law that the last entries of a record were made by, as far as they say it: for who looks from outside of the
 * workflow, where there is no config file and the workflow's inputs are not to be seen.
 */
export function recordedLaw(record: LoopRecord): Partial<LawSettings> {
  const entries = entriesOf(record);
  const settings = entries.findLast((entry) => entry.settings !== null)?.settings ?? null;
  const hash = entries.findLast(({ lifecycle }) => lifecycle !== null)?.lifecycle ?? record.genesis.lifecycle;
  const name = releasedLifecycle(hash)?.name;
  return {
    ...(name === 'standard' || name === 'strict' ? { lifecycle: name } : {}),
    ...(isPullRequest(record) ? { track: 'all' } : {}),
    ...(settings === null
      ? {}
      : {
          ci: settings.ci,
          ignoreChecks: settings.ignore_checks,
          requireCurrentApproval: settings.require_current_approval,
          requiredChecks: settings.required_checks,
          unmergedClose: settings.unmerged_close,
        }),
  };
}
