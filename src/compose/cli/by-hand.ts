import { systemRandom } from '../../adapters/system/system.ts';
import { systemTimer } from '../../adapters/system/timer.ts';
import type { RepairResult } from '../../core/by-hand/index.ts';
import { manualEvent, outsideWorkflows, type Timer } from '../../core/model.ts';
import { renderRecord, renderSegment } from '../../report/comment/index.ts';
import { type Redaction, type RedactRequest, type RepairRequest, redact, repair } from '../../usecase/by-hand/index.ts';
import type { ItemRequest, Ports } from '../../usecase/item-state/index.ts';
import type { CancelSwitch } from '../github/index.ts';
import { type CliConnection, type CliItem, connectTo } from './request.ts';

/** A change of one record by a person. */
export interface ByHand {
  readonly connection: CliConnection;
  readonly item: CliItem;
  readonly cancellation: CancelSwitch;
  /** In place of the machine's own. */
  readonly timer?: Timer | undefined;
}

/** @throws LoopForgeError as the use case does */
export async function redactRecord(by: ByHand, request: Omit<RedactRequest, 'number'>): Promise<Redaction> {
  const { ports, itemRequest } = portsAndRequest(by, request.dryRun);
  return redact(ports, itemRequest, { ...request, number: by.item.number });
}

/** @throws LoopForgeError as the use case does */
export async function repairRecord(by: ByHand, request: Omit<RepairRequest, 'number'>): Promise<RepairResult> {
  const { ports, itemRequest } = portsAndRequest(by, request.dryRun);
  return repair(ports, itemRequest, { ...request, number: by.item.number });
}

function portsAndRequest(
  { connection, item, cancellation, timer }: ByHand,
  dryRun: boolean,
): { ports: Ports; itemRequest: ItemRequest } {
  const { configPath, configNamed, settings, sender, log } = connection;
  const github = connectTo(connection, item, cancellation);
  const ports: Ports = {
    github,
    atOnce: github.atOnce,
    locks: github,
    timer: timer ?? systemTimer(cancellation),
    random: systemRandom,
    journal: { note: () => {}, forget: () => {} },
    isCancelled: cancellation.isRequested,
    render: renderRecord,
    renderSegment,
    log,
  };
  const itemRequest: ItemRequest = {
    event: manualEvent(sender),
    context: outsideWorkflows(`${item.owner}/${item.repo}`, sender?.login),
    occasion: 'named',
    assertion: null,
    inputs: settings,
    configPath,
    configNamed,
    dryRun,
    fork: false,
  };
  return { ports, itemRequest };
}
