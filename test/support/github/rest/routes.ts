import type { Call } from './call.ts';
import type { Reply } from './reply.ts';

/** What answers an operation of the description, by its `operationId`. */
export interface Routes {
  readonly [operationId: string]: (call: Call) => Reply;
}
