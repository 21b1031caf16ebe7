import { describe, expect, test } from 'vitest';
import type { HookAnswer } from '../../../../src/adapters/hook/http/messages.ts';
import { HookRequestError } from '../../../../src/adapters/hook/http/request-error.ts';
import { sendPatiently } from '../../../../src/adapters/hook/http/retry.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const LOST = new HookRequestError('hooks.example cannot be reached (ECONNRESET).', { isFinal: false });
const REFUSED = new HookRequestError('Nothing was sent: hooks.example leads elsewhere.', { isFinal: true });

type Turn = number | HookRequestError | readonly [status: number, retryAfter: string];

/** What is answered, turn by turn; the last one again and again. Time passes by sleeping alone. */
async function played(turns: readonly Turn[], { tries = 3, chance = 0.5 } = {}) {
  let now = NOW;
  const sleeps: number[] = [];
  let sent = 0;
  const send = async (): Promise<HookAnswer> => {
    const turn = turns[Math.min(sent, turns.length - 1)] ?? 200;
    sent += 1;
    if (turn instanceof HookRequestError) throw turn;
    const [status, retryAfter] = typeof turn === 'number' ? [turn, null] : turn;
    return { status, headers: retryAfter === null ? {} : { 'retry-after': retryAfter }, body: '' };
  };
  const sleep = async (ms: number) => {
    sleeps.push(ms);
    now += ms;
  };
  const delivery = await sendPatiently(send, { tries, sleep, random: () => chance, now: () => now });
  return { ...delivery, sent, sleeps };
}

describe('by what was answered', () => {
  test.each([
    [200, 'taken', 1],
    [201, 'taken', 1],
    [202, 'taken', 1],
    [204, 'taken', 1],
    [299, 'taken', 1],
    [300, 'refused', 1],
    [301, 'refused', 1],
    [304, 'refused', 1],
    [308, 'refused', 1],
    [400, 'unfit', 1],
    [401, 'refused', 1],
    [404, 'refused', 1],
    [409, 'refused', 1],
    [410, 'over', 1],
    [411, 'refused', 1],
    [413, 'unfit', 1],
    [422, 'unfit', 1],
    [428, 'refused', 1],
    [429, 'lost', 3],
    [430, 'refused', 1],
    [499, 'refused', 1],
    [500, 'lost', 3],
    [502, 'lost', 3],
    [503, 'lost', 3],
    [504, 'lost', 3],
    [599, 'lost', 3],
    [600, 'refused', 1],
    [999, 'refused', 1],
    [199, 'refused', 1],
    [0, 'refused', 1],
    [LOST, 'lost', 3],
    [REFUSED, 'refused', 1],
  ] as const)('%s is %s after %i', async (turn, kind, sent) => {
    expect(await played([turn])).toMatchObject({ kind, sent });
  });
});

describe('between tries', () => {
  test.each([
    [0.5, [1_000, 4_000]],
    [0, [500, 2_000]],
    [0.999, [1_499, 5_996]],
  ])('about 1 and 4 s pass, by chance %d', async (chance, sleeps) => {
    expect((await played([500], { chance })).sleeps).toEqual(sleeps);
  });

  test.each([
    [[500, 200], 'taken', [1_000]],
    [[500, LOST, 200], 'taken', [1_000, 4_000]],
    [[LOST, 429, 200], 'taken', [1_000, 4_000]],
    [[503, 404], 'refused', [1_000]],
    [[503, 410], 'over', [1_000]],
    [[LOST, REFUSED], 'refused', [1_000]],
    [[500, 500, 500, 200], 'lost', [1_000, 4_000]],
  ] as const)('%j is %s', async (turns, kind, sleeps) => {
    expect(await played(turns)).toMatchObject({ kind, sleeps });
  });

  test('one try is one try', async () => {
    expect(await played([500, 200], { tries: 1 })).toMatchObject({ kind: 'lost', sent: 1, sleeps: [] });
    expect(await played([[429, '1'], 200], { tries: 1 })).toMatchObject({ kind: 'lost', sent: 1, sleeps: [] });
  });
});

describe('Retry-After', () => {
  test.each([
    ['7', 7_000],
    ['30', 30_000],
    ['0', 1_000],
    ['007', 7_000],
    ['Thu, 01 Jan 2026 00:00:12 GMT', 12_000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 1_000],
    ['-5', 1_000],
    ['1.5', 1_000],
    ['1e1', 1_000],
    ['soon', 1_000],
    ['', 1_000],
    ['2026-01-01T00:00:20Z', 1_000],
    ['Thu, 99 Foo 2026 00:00:12 GMT', 1_000],
  ])('%j is a wait of %i ms', async (header, ms) => {
    expect(await played([[429, header], 200])).toMatchObject({ kind: 'taken', sleeps: [ms] });
    expect(await played([[503, header], 200])).toMatchObject({ kind: 'taken', sleeps: [ms] });
  });

  test.each(['31', '3600', '999999999', 'Thu, 01 Jan 2026 00:00:31 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT'])(
    '%j is left to the next run',
    async (header) => {
      const { kind, sent, sleeps, ...rest } = await played([[429, header], 200]);
      expect({ kind, sent, sleeps }).toEqual({ kind: 'lost', sent: 1, sleeps: [] });
      expect(rest).toMatchObject({ why: expect.stringMatching(/^it answered 429 and wants no more for \d+ s$/) });
    },
  );

  test('counts for no answer that is final, whatever it asks for', async () => {
    expect(await played([[401, '5'], 200])).toMatchObject({ kind: 'refused', sent: 1 });
    expect(await played([[410, '5'], 200])).toMatchObject({ kind: 'over', sent: 1 });
  });
});

test('what is no failure of a request is thrown on', async () => {
  const patience = { tries: 3, sleep: async () => {}, random: () => 0, now: () => NOW };
  await expect(sendPatiently(() => Promise.reject(new TypeError('a defect')), patience)).rejects.toThrow('a defect');
});

test('the reason is in words, and says that redirects are not followed', async () => {
  expect(await played([302])).toMatchObject({ why: 'it answered 302, and redirects are not followed' });
  expect(await played([404])).toMatchObject({ why: 'it answered 404' });
  expect(await played([LOST])).toMatchObject({ why: 'hooks.example cannot be reached (ECONNRESET)' });
});
