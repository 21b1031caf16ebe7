import { createGate } from '../../adapters/hook/gate.ts';
import { createHookClient, systemPatience } from '../../adapters/hook/http/index.ts';
import type { Gate, Timer } from '../../core/model.ts';

/** @param secret signs what is asked; empty: nothing does */
export function openGate(secret: string, { sleep }: Timer): Gate {
  return createGate({ secret, clientFor: createHookClient, patience: systemPatience(sleep) });
}
