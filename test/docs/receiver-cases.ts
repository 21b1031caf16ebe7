import { expect, test } from 'vitest';
import { deliver, OTHER_SECRET, SECRET, shownRecord, withReceiver } from './receivers.ts';

/** What a receiver on a page has to do with real deliveries. */
export function receives(command: readonly string[]): void {
  test('takes what is signed, and knows each entry by its id', () =>
    withReceiver(command, async ({ url, printed }) => {
      expect(await deliver(url)).toMatchObject({ ok: true, upTo: 2 });
      const [first, second] = shownRecord().transitions;
      const lines = [
        `${first?.hash} acme/widgets#42 1 transition issue_created`,
        `${second?.hash} acme/widgets#42 2 transition task_queued`,
      ];
      // What it prints may come later than its answer.
      await expect.poll(printed, { timeout: 20_000 }).toBe(`${lines.join('\n')}\n`);
    }));

  test('takes what two secrets signed, whichever it knows', () =>
    withReceiver(command, async ({ url }) => {
      expect(await deliver(url, { secrets: [OTHER_SECRET, SECRET] })).toMatchObject({ ok: true });
      expect(await deliver(url, { secrets: [SECRET, OTHER_SECRET] })).toMatchObject({ ok: true });
    }));

  test('refuses what others signed, and what was signed too long ago, and goes on', () =>
    withReceiver(command, async ({ url, printed }) => {
      const refused = { ok: false, upTo: null, message: expect.stringContaining('401') };
      expect(await deliver(url, { secrets: [OTHER_SECRET] })).toMatchObject(refused);
      expect(await deliver(url, { at: Date.now() - 301_000 })).toMatchObject(refused);
      expect(await deliver(url, { at: Date.now() + 330_000 })).toMatchObject(refused);
      const forged = { 'webhook-id': 'a', 'webhook-timestamp': 'b', 'webhook-signature': 'v1,é v1 , ' };
      expect((await fetch(url, { method: 'POST', body: '{}', headers: forged })).status).toBe(401);
      expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401);
      expect(printed()).toBe('');
      expect(await deliver(url)).toMatchObject({ ok: true });
    }));
}
