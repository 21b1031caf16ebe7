import type { Cancellation } from '../../adapters/system/timer.ts';
import type { RunContext, SettingsPatch } from '../../core/model.ts';
import type { VerifyGitHub } from '../../core/verify/index.ts';
import { renderRecord, renderSegment } from '../../report/comment/index.ts';
import type { VerifyPorts } from '../../usecase/verify/index.ts';

/** What verifying needs to be told, by the runner or on a command line. */
export interface VerifyRequest extends Pick<VerifyPorts, 'configPath' | 'configNamed' | 'log'> {
  readonly settings: SettingsPatch;
  /** Left out: it runs in no workflow. */
  readonly context?: RunContext;
}

/** What verifying needs of the outside world, over a connection to one repository. */
export function verifyPorts<Bulk extends VerifyGitHub>(
  github: Bulk,
  { settings, configPath, configNamed, log, context }: VerifyRequest,
  cancellation: Cancellation,
): VerifyPorts & { readonly github: Bulk } {
  return {
    github,
    inputs: settings,
    configPath,
    configNamed,
    ...(context === undefined ? {} : { context }),
    log,
    isCancelled: cancellation.isRequested,
    render: renderRecord,
    renderSegment,
  };
}
