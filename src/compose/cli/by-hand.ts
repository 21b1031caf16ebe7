import type { RepairResult } from '../../core/by-hand/index.ts';
import { type Redaction, type RedactRequest, type RepairRequest, redact, repair } from '../../usecase/by-hand/index.ts';
import type { ItemRequest, Ports } from '../../usecase/item-state/index.ts';
import { type CliPorts, portsOver, requestByHand } from './ports.ts';
import { type CliItem, connectTo } from './request.ts';

/** A change of one record by a person. */
export interface ByHand extends CliPorts {
  readonly item: CliItem;
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

function portsAndRequest(by: ByHand, dryRun: boolean): { ports: Ports; itemRequest: ItemRequest } {
  const { connection, item, cancellation } = by;
  const ports = portsOver(by, connectTo(connection, item, cancellation));
  return { ports, itemRequest: requestByHand(connection, item, dryRun) };
}
