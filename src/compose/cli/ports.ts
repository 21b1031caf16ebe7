import type { GitHub } from '../../adapters/github/github.ts';
import { systemRandom } from '../../adapters/system/system.ts';
import { systemTimer } from '../../adapters/system/timer.ts';
import { manualEvent, outsideWorkflows, type Timer } from '../../core/model.ts';
import { renderRecord, renderSegment } from '../../report/comment/index.ts';
import type { ItemRequest, Ports } from '../../usecase/item-state/index.ts';
import type { CancelSwitch } from '../github/index.ts';
import type { CliConnection, CliRepository } from './request.ts';

/** What a command that looks at single items acts through. */
export interface CliPorts {
  readonly connection: CliConnection;
  readonly cancellation: CancelSwitch;
  /** In place of the machine's own. */
  readonly timer?: Timer | undefined;
}

export function portsOver<G extends GitHub>({ connection, cancellation, timer }: CliPorts, github: G): Ports {
  return {
    github,
    atOnce: github.atOnce,
    locks: github,
    timer: timer ?? systemTimer(cancellation),
    random: systemRandom,
    journal: { note: () => {}, forget: () => {} },
    isCancelled: cancellation.isRequested,
    render: renderRecord,
    renderSegment,
    log: connection.log,
  };
}

/** A look at items by a person, outside of any workflow. */
export function requestByHand(
  { configPath, configNamed, settings, sender }: CliConnection,
  { owner, repo }: CliRepository,
  dryRun: boolean,
): ItemRequest {
  return {
    event: manualEvent(sender),
    context: outsideWorkflows(`${owner}/${repo}`, sender?.login),
    occasion: 'named',
    assertion: null,
    inputs: settings,
    configPath,
    configNamed,
    dryRun,
    fork: false,
  };
}
