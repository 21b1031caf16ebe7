import type { KnownAnswer } from '../../core/plan/gate/index.ts';
import type { ItemRequest } from '../item-state/index.ts';

/** What a run over one item was told by the gate; nobody else's answers are among them. */
interface ItemAnswers {
  readonly known: Map<string, KnownAnswer>;
  readonly asksAgain: boolean;
  /** What a person should know of the gate's silence. */
  readonly warnings: string[];
}

/** A request that goes on with what the gate said meanwhile. */
export interface AskingRequest extends ItemRequest {
  readonly gate: ItemAnswers;
}

/**
 * Whoever names an item, runs a run again or claims a step would have the gate look again, also at what it said no to. An
 * override asks nobody.
 */
export function asking(request: ItemRequest): AskingRequest {
  const { occasion, context, assertion } = request;
  const wants = occasion === 'named' || (context.run?.attempt ?? 1) > 1 || assertion !== null;
  return { ...request, gate: { known: new Map(), asksAgain: wants && assertion?.override !== true, warnings: [] } };
}
