import type { BulkGitHub, GitHub } from '../../adapters/github/github.ts';
import { numbersIn, verifyItems, verifyNamed, worthVerifying } from '../../usecase/many/index.ts';
import { type VerifyPorts, type VerifyResult, verifyOne } from '../../usecase/verify/index.ts';
import { type ActionRequest, type VerifyCommand, verifyPorts } from '../github/index.ts';

/**
 * Carries out `verify`. Null: somebody touched a comment that only looks like a record, so the event is one like any
 * other.
 */
export async function runVerify(
  request: ActionRequest,
  command: VerifyCommand,
  github: GitHub,
): Promise<AsyncIterable<VerifyResult> | null> {
  const bulk = await github.bulk();
  const ports = verifyPorts(bulk, request, request.cancellation);
  if (command.tripwire === null) return verifyAsked(ports, bulk, command);
  const touched = await afterTouch(ports, bulk, command);
  return touched === null ? null : only(touched);
}

async function* only(result: VerifyResult): AsyncGenerator<VerifyResult, void> {
  yield result;
}

/** The items that are named, or every record of the repository. */
async function* verifyAsked(
  ports: VerifyPorts,
  bulk: BulkGitHub,
  { targets }: VerifyCommand,
): AsyncGenerator<VerifyResult, void> {
  const kept = { since: null };
  const results =
    targets.length > 0
      ? verifyNamed(ports, targets, bulk.find)
      : verifyItems({ ...ports, kept }, worthVerifying(bulk, { kept }));
  let count = 0;
  for await (const result of results) {
    count++;
    yield result;
  }
  if (count === 0) yield { kind: 'no_record', number: null, notices: [] };
}

/** A deletion leaves no record to look at; that the comment was one, only this event can tell. */
async function afterTouch(
  ports: VerifyPorts,
  bulk: BulkGitHub,
  { targets, tripwire }: VerifyCommand,
): Promise<VerifyResult | null> {
  const [target] = targets;
  const [number] = target === undefined ? [] : await numbersIn(target, bulk.find);
  if (number === undefined || tripwire === null) return null;
  const result = await verifyOne(ports, number);
  if (result.kind !== 'verified') return null;
  const { verification } = result;
  const isGone = tripwire.kind === 'deleted' && verification.recordId === null;
  const { url, actor } = tripwire;
  return isGone ? { kind: 'deleted', verification, url, actor } : result;
}
