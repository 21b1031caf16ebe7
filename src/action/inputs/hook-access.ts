import { hookUrlLike, isHookUrl } from '../../codec/config/index.ts';
import type { HookAccess } from '../../compose/github/index.ts';
import { type HOOK_SECRETS, type InputReader, linesOf } from './values.ts';

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: 24 to 64 bytes in base64. */
const SECRET = /^whsec_(?:[\w+/-]{32,88}={0,2})$/;
/** https://www.rfc-editor.org/rfc/rfc9110#name-field-names, and one line of text after it. */
const HEADER = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\u0020-\u007e]+)$/;

const UNSIGNED =
  '"webhook-url" needs "webhook-secret", which signs what is sent. It is empty: check that the secret it names exists.';

/** Reads how hooks and the gate are reached. What is wrong is told by the name of its input alone: all of it is secret. */
export function readHookAccess(reader: InputReader): {
  readonly hooks: HookAccess;
  readonly hooksMissing: readonly string[];
} {
  const lines = (name: (typeof HOOK_SECRETS)[number]): readonly string[] => linesOf(reader.text(name));
  const urls = (name: 'webhook-url' | 'slack-webhook-url'): readonly string[] => {
    const given = [...new Set(lines(name))];
    if (!given.every(isHookUrl)) {
      reader.problems.push(`"${name}" must be ${hookUrlLike('https://example.com/hook')}.`);
    }
    return given;
  };
  const secrets = (name: 'webhook-secret' | 'gate-secret'): readonly string[] => {
    const given = lines(name);
    if (!given.every((secret) => SECRET.test(secret) && isLongEnough(secret))) {
      reader.problems.push(
        `"${name}" must be "whsec_" and 24 to 64 bytes in base64; \`openssl rand -base64 32\` makes them.`,
      );
    }
    return given;
  };
  const [slackUrl = '', ...furtherSlack] = urls('slack-webhook-url');
  if (furtherSlack.length > 0) reader.problems.push('"slack-webhook-url" must be one URL.');
  const [gateSecret = '', ...furtherGate] = secrets('gate-secret');
  if (furtherGate.length > 0) reader.problems.push('"gate-secret" must be one secret.');
  const webhookUrls = urls('webhook-url');
  const webhookSecrets = secrets('webhook-secret');
  const isUnsigned = webhookUrls.length > 0 && webhookSecrets.length === 0;
  const otlpHeaders = readHeaders(reader, lines('otlp-headers'));
  return {
    hooks: { webhookUrls: isUnsigned ? [] : webhookUrls, webhookSecrets, slackUrl, gateSecret, otlpHeaders },
    hooksMissing: isUnsigned ? [UNSIGNED] : [],
  };
}

function isLongEnough(secret: string): boolean {
  const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64').length;
  return bytes >= 24 && bytes <= 64;
}

function readHeaders(reader: InputReader, lines: readonly string[]): HookAccess['otlpHeaders'] {
  const headers: Record<string, string> = Object.create(null);
  for (const line of lines) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name !== undefined && value !== undefined) headers[name.toLowerCase()] = value;
    else reader.problems.push('"otlp-headers" must be headers, one a line, such as authorization: Bearer and a token.');
  }
  return headers;
}
