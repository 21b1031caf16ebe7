import { gateRequest, LONGEST_GATE_ANSWER, readGateAnswer } from '../../codec/hook/index.ts';
import { type Gate, type GateAnswer, type GateQuestion, type GateSettings, taggedHash } from '../../core/model.ts';
import { type HookClient, hostOf, type Patience, sendPatiently } from './http/index.ts';
import { type Signer, signerBy } from './webhook-signature.ts';

export interface GateOptions {
  /** Signs what is asked; empty: nothing does. */
  readonly secret: string;
  readonly clientFor: (settings: Pick<GateSettings, 'allowHosts'>) => HookClient;
  readonly patience: Omit<Patience, 'tries'>;
}

/** Somebody may be waiting for the run: a second one bridges a restart. */
const TRIES = 2;

/**
 * The gate over HTTP. What it is asked is signed as Standard Webhooks has it, and what it answers is read strictly.
 * @throws LoopForgeError `input_invalid` a secret that is none
 */
export function createGate({ secret, clientFor, patience }: GateOptions): Gate {
  const sign = secret === '' ? null : signerBy([secret]);
  const ask: Gate['ask'] = async (question, settings) => {
    const host = hostOf(settings.gateUrl);
    try {
      const said = await askOver(clientFor(settings), settings, { question, sign, patience });
      const answer = repeats(said, secret) ? { kind: 'silent' as const, why: LOUD } : said;
      return answer.kind === 'silent' ? { kind: 'silent', why: `${host}: ${answer.why}` } : answer;
    } catch {
      return { kind: 'silent', why: `${host} could not be asked` };
    }
  };
  return { ask };
}

/** What a gate says is recorded for all to read. */
const LOUD = 'its answer repeats the secret that signs what it is asked';

function repeats(answer: GateAnswer, secret: string): boolean {
  if (answer.kind === 'silent' || secret === '') return false;
  return `${answer.reason} ${answer.reviewer}`.includes(secret.replace(/^whsec_/, '').replace(/=+$/, ''));
}

interface Asking {
  readonly question: GateQuestion;
  readonly sign: Signer | null;
  readonly patience: GateOptions['patience'];
}

async function askOver(
  client: HookClient,
  { gateUrl, hookTimeout }: GateSettings,
  { question, sign, patience }: Asking,
): Promise<GateAnswer> {
  const body = gateRequest(question);
  const id = taggedHash('gate', body);
  const limits = { timeoutMs: hookTimeout * 1000, maxAnswerBytes: LONGEST_GATE_ANSWER };
  const send = () => {
    const signature = sign === null ? {} : sign({ id, at: patience.now(), body });
    return client.post(gateUrl, { headers: { 'content-type': 'application/json', ...signature }, body }, limits);
  };
  const delivery = await sendPatiently(send, { ...patience, tries: TRIES });
  return delivery.kind === 'taken' ? readGateAnswer(delivery.answer) : { kind: 'silent', why: delivery.why };
}
