import { LoopForgeError } from '../../core/model.ts';
import type { ItemPorts, ItemState } from '../item-state/index.ts';
import type { AskingRequest } from './asking.ts';

/** A plan that the gate is to be asked about, although it was asked about the one before. */
class UnansweredError extends LoopForgeError {
  readonly itemState: ItemState;
  constructor(itemState: ItemState) {
    super(
      'conflict',
      'While the gate was asked the item changed, each time so that it had to be asked about another step. Nothing was recorded; the next run decides.',
    );
    this.itemState = itemState;
  }
}

/** How often the gate is asked anew because the plan under the lock was another. */
const ROUNDS = 3;

/**
 * Asks the gate about what a look plans, and does the work only then, so that nobody waits for the gate under a lock.
 * Where the work finds another plan ({@link refuseUnanswered}), it is begun again.
 * @throws LoopForgeError `gate_unreachable` (NoGateAnswerError), `conflict` where the plan changes again and again
 */
export async function withAnswers<T>(
  ports: ItemPorts,
  request: AskingRequest,
  first: ItemState,
  work: (itemState: ItemState) => Promise<T>,
): Promise<T> {
  let itemState = first;
  for (let round = 1; ; round += 1) {
    const answered = itemState.plan.asks.length === 0 ? itemState : await asked(ports, request, itemState);
    try {
      return await work(answered);
    } catch (error) {
      if (!(error instanceof UnansweredError) || round === ROUNDS) throw error;
      ports.log('The plan is another than the one that the gate was asked about: asking again, without the lock.');
      itemState = error.itemState;
    }
  }
}

/** Few runs have a gate. */
async function asked(ports: ItemPorts, request: AskingRequest, itemState: ItemState): Promise<ItemState> {
  return (await import('./ask-gate.ts')).askGate(ports, request, itemState);
}

/** Nothing is written that the gate was not asked about. @throws UnansweredError */
export function refuseUnanswered(itemState: ItemState): void {
  if (itemState.plan.asks.length > 0) throw new UnansweredError(itemState);
}
