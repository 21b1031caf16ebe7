import type { GateAnswer, GateQuestion, ProposedStep } from '../../core/model.ts';
import { type KnownAnswer, knownAnswer } from '../../core/plan/gate/index.ts';
import { type ItemPorts, type ItemState, planAgain } from '../item-state/index.ts';
import type { AskingRequest } from './asking.ts';
import { NoGateAnswerError } from './no-gate-answer.ts';

/**
 * Asks the gate about each step that a look plans, in order: a no ends the plan there, so that nothing behind it is asked.
 * @returns the same look, planned with the answers
 * @throws NoGateAnswerError where there is none, and the step is not to be taken without
 */
export async function askGate(ports: ItemPorts, request: AskingRequest, first: ItemState): Promise<ItemState> {
  const { gate } = request;
  let itemState = first;
  for (;;) {
    const [ask] = itemState.plan.asks;
    if (ask === undefined) return itemState;
    gate.known.set(ask.key, await answerTo(ports, request, itemState, ask.step));
    itemState = planAgain(request, itemState);
  }
}

/** An override must work while the gate does not: what follows from the facts alone waits for another run. */
async function answerTo(
  ports: ItemPorts,
  request: AskingRequest,
  itemState: ItemState,
  step: ProposedStep,
): Promise<KnownAnswer> {
  if (request.assertion?.override === true) return { kind: 'withheld' };
  const answer = await askAbout(ports, itemState, step);
  ports.log(`The gate about the step to ${step.to}: ${answer.kind}.`);
  if (answer.kind !== 'silent') return knownAnswer(answer);
  // A fork's event is given no secrets: that must not open the gate.
  if (itemState.law.gateFailure === 'closed' || request.fork) throw new NoGateAnswerError(step.to, answer.why);
  request.gate.warnings.push(
    `The gate gave no answer about the step to ${step.to}: ${answer.why}. It counts as taken without the gate, since \`gate-failure\` is \`open\`; its metadata say so.`,
  );
  return { kind: 'unanswered' };
}

async function askAbout(
  { gate }: ItemPorts,
  { law, run, found, reading }: ItemState,
  step: ProposedStep,
): Promise<GateAnswer> {
  if (gate === undefined) return { kind: 'silent', why: 'this command has no way to ask it' };
  const { number, url, issue } = reading.facts;
  const question: GateQuestion = {
    step,
    record: found.stored?.record ?? null,
    item: { number, url, title: issue?.title ?? null },
  };
  return gate.ask(question, { ...law, ...run });
}
