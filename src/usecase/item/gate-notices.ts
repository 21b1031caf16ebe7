import type { LoopForgeError } from '../../core/model.ts';
import { gateWouldBeAsked } from '../../core/words/index.ts';
import type { ItemState } from '../item-state/index.ts';

/** A dry run asks nobody, and goes on as after a yes. */
export function aboutDryGate({ plan }: ItemState): readonly string[] {
  const states = [...new Set(plan.asks.map(({ step }) => step.to))];
  return states.length === 0 ? [] : [gateWouldBeAsked(states)];
}

/** What a fork's event says that was given no secret to ask the gate with. */
export function withoutGate({ message }: LoopForgeError): string {
  return `${message} This event comes from a fork or from Dependabot, and is given no secrets to ask it with: the next run that has them does so.`;
}
