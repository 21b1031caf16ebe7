import { describe, expect, test } from 'vitest';
import type { HookAccess } from '../../../src/compose/github/request.ts';
import { RunHooks } from '../../../src/compose/hooks/run-hooks.ts';
import { RUN_DEFAULTS } from '../../../src/core/values/settings.ts';
import { receiver, type Turn } from '../../adapters/hook/receiver.ts';
import { newsOf } from '../../adapters/hook/sample-news.ts';
import { formsOf } from '../../adapters/hook/secret-forms.ts';
import { contextOf } from './hook-context.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const URLS = ['https://hooks.example/T0K3N-one', 'https://hooks.example/T0K3N-two'];

const runHooks = (access: Partial<HookAccess> = {}) => new RunHooks(contextOf(access));

describe('who is asked for', () => {
  test('is nobody as long as nothing is set', async () => {
    expect(runHooks().sinksFor(RUN_DEFAULTS)).toEqual([]);
    expect(await runHooks().open(RUN_DEFAULTS)).toEqual([]);
  });

  test('has a name in the outbox that is the same in every run, and tells nothing of its URL', async () => {
    const access = { webhookUrls: URLS, webhookSecrets: [SECRET] };
    const sinks = runHooks(access).sinksFor({ ...RUN_DEFAULTS, dispatch: 'loopforge' });
    expect(sinks).toEqual([
      expect.stringMatching(/^webhook:[\w-]{8}$/),
      expect.stringMatching(/^webhook:[\w-]{8}$/),
      'dispatch',
    ]);
    expect(new Set(sinks).size).toBe(3);
    expect(runHooks(access).sinksFor(RUN_DEFAULTS)).toEqual(sinks.slice(0, 2));
    expect(runHooks({ ...access, webhookUrls: [...URLS].reverse() }).sinksFor(RUN_DEFAULTS)).toEqual(
      sinks.slice(0, 2).reverse(),
    );
    for (const form of URLS.flatMap(formsOf)) expect(sinks.join()).not.toContain(form);
  });

  test('is opened under the name that it has in the outbox', async () => {
    const hooks = runHooks({ webhookUrls: URLS, webhookSecrets: [SECRET] });
    const settings = { ...RUN_DEFAULTS, dispatch: 'loopforge' };
    const opened = await hooks.open(settings);
    expect(opened.flatMap(({ sink }) => sink ?? [])).toEqual(hooks.sinksFor(settings));
    expect(opened.map(({ name }) => name)).toEqual(['webhook', 'webhook', 'dispatch']);
  });

  test('is opened once for all items of a run, and anew for other settings', async () => {
    const hooks = runHooks({ webhookUrls: URLS, webhookSecrets: [SECRET] });
    const [one, same, other] = await Promise.all([
      hooks.open(RUN_DEFAULTS),
      hooks.open({ ...RUN_DEFAULTS }),
      hooks.open({ ...RUN_DEFAULTS, webhookNames: true }),
    ]);
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe('a hook of a run', () => {
  async function told(...turns: readonly Turn[]) {
    const { url, received } = await receiver(...turns);
    const [hook] = await runHooks({ webhookUrls: [`${url}/T0K3N`], webhookSecrets: [SECRET] }).open(RUN_DEFAULTS);
    if (hook === undefined) throw new Error('there is no hook');
    return { tell: () => hook.tell(newsOf(), false), received };
  }

  test('is told of one item after the other as long as it takes what it is told', async () => {
    const { tell, received } = await told(204);
    expect([await tell(), await tell()]).toMatchObject([
      { ok: true, upTo: 3 },
      { ok: true, upTo: 3 },
    ]);
    expect(received).toHaveLength(6);
  });

  test('is left alone once it has failed, and what waits for it goes on waiting', async () => {
    const { tell, received } = await told(204, 500, 500, 500, 204);
    expect(await tell()).toMatchObject({ ok: false, upTo: 1 });
    expect(await tell()).toMatchObject({
      ok: false,
      upTo: null,
      message: expect.stringMatching(/^It failed before in this run, and was not tried again\. .*it answered 500/),
    });
    expect(received).toHaveLength(4);
  });

  test.each([400, 413, 422])('is told of other items after one that it refused with %s', async (status) => {
    const { tell, received } = await told(status, 204);
    expect(await tell()).toMatchObject({ ok: false, upTo: null });
    expect(await tell()).toMatchObject({ ok: true, upTo: 3 });
    expect(received).toHaveLength(4);
  });

  test('that wants no more is over for every further item', async () => {
    const { tell, received } = await told(410);
    expect([await tell(), await tell()]).toMatchObject([
      { ok: false, isOver: true },
      { ok: false, isOver: true, upTo: null },
    ]);
    expect(received).toHaveLength(1);
  });

  test('that cannot be opened says so, and keeps no other from being told', async () => {
    const hooks = runHooks({ webhookUrls: URLS, webhookSecrets: ['whsec_c2hvcnQ='] });
    const opened = await hooks.open({ ...RUN_DEFAULTS, dispatch: 'loopforge' });
    const verdicts = await Promise.all(opened.map(async ({ name, tell }) => [name, await tell(newsOf(), false)]));
    expect(verdicts).toMatchObject([
      ['webhook', { ok: false, upTo: null, message: expect.stringMatching(/^It is not told: A secret that signs/) }],
      ['dispatch', { ok: true, upTo: 3 }],
    ]);
    expect(JSON.stringify(verdicts)).not.toContain('c2hvcnQ');
  });

  test('says nothing of its URL but the host', async () => {
    const { tell } = await told(404);
    const verdicts = JSON.stringify([await tell(), await tell()]);
    for (const form of ['T0K3N', SECRET.slice(6)].flatMap(formsOf)) expect(verdicts).not.toContain(form);
  });
});
