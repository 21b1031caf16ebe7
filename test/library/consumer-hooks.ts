// Hooks that are ready, as a user's program adds them: compiled against the source and by package-types.test.ts against the
// built declarations; it never runs.
import { defineLifecycle, type Hook, LoopService } from 'loopforge';
import { auditLog, metrics, type SendOptions, slack, webhook } from 'loopforge/hooks';

const docs = defineLifecycle({
  name: 'docs',
  initial: 'open',
  states: { open: { when: true, to: { done: {} } }, done: { when: false, terminal: true } },
});
const sending: SendOptions = { answerTimeoutMs: 2_000, allowHosts: ['hooks.example.internal'] };
const all: readonly Hook[] = [
  auditLog({ path: 'audit.ndjson' }),
  auditLog({ log: console.log }),
  webhook({ url: 'https://example.com', secrets: ['whsec_'], names: 'clear', ...sending }),
  slack({ url: 'https://example.com', on: ['merged'], ...sending }),
  metrics({ endpoint: 'https://example.com', headers: { authorization: 'Bearer x' }, ...sending }),
];

// They fit a service of any states.
export const services: readonly unknown[] = [
  new LoopService({ hooks: all }),
  new LoopService({ lifecycle: docs, hooks: [...all] }),
  new LoopService().addHook(auditLog({ path: 'audit.ndjson' }), { timeoutMs: 1_000 }),
];

// @ts-expect-error nothing would sign it
webhook({ url: 'https://example.com' });
// @ts-expect-error a list
webhook({ url: 'https://example.com', secrets: 'whsec_' });
// @ts-expect-error a file or a function
auditLog({});
// @ts-expect-error there is no such way
webhook({ url: 'https://example.com', secrets: [], names: 'none' });
