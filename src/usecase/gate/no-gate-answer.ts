import { LoopForgeError } from '../../core/model.ts';

/** The gate did not answer, and its step is not to be taken without: nothing was recorded. */
export class NoGateAnswerError extends LoopForgeError {
  /** @param why without anything secret */
  constructor(to: string, why: string) {
    super(
      'gate_unreachable',
      `The gate gave no answer about the step to ${to}: ${why}. Nothing was recorded; a later run, or this one run again, asks anew.`,
    );
  }
}
