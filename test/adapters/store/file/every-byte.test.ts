import { describe, expect, test } from 'vitest';
import { type Kind, stopOften, WRITES } from './stopped-saves.ts';

const NAMES = Object.keys(WRITES) as (keyof typeof WRITES)[];
const KINDS: readonly Kind[] = ['file', 'folder'];

describe.each(KINDS)('in a %s, a stop after every single byte leaves the old or the new', (kind) => {
  test.each(NAMES)(
    '%s',
    async (name) => {
      const stops = await stopOften(kind, name, 1);
      console.log(`${kind}: ${name} was stopped at ${stops} moments`);
      // To delete a file is a step; all else writes more bytes than this.
      expect(stops).toBeGreaterThan(kind === 'folder' && name === 'a delete' ? 10 : 1000);
    },
    300_000,
  );
});
