import { expect, test } from 'vitest';
import { taggedHash } from '../../../src/core/encoding/hash.ts';
import { type Hash, isSha, type Sha, trustedSha } from '../../../src/core/values/ids.ts';

const COMMIT = trustedSha('a1'.repeat(20));
const HASH = taggedHash('entry', '{}');

test('what is not a commit id of 40 digits is none', () => {
  expect(isSha(COMMIT)).toBe(true);
  for (const text of ['', 'main', COMMIT.slice(1), `${COMMIT}0`, COMMIT.toUpperCase(), `${COMMIT}\n`]) {
    expect(isSha(text), text).toBe(false);
  }
});

test('a hash, a commit and any other text are three sorts', () => {
  const text: string = HASH;
  // @ts-expect-error a commit is no hash of ours
  const fromCommit: Hash = COMMIT;
  // @ts-expect-error a hash of ours is no commit
  const fromHash: Sha = HASH;
  // @ts-expect-error nor is any text either of them
  const some: Hash = text;
  // @ts-expect-error not even one that has the form
  const written: Sha = 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1';
  expect([fromCommit, fromHash, some, written]).toHaveLength(4);
});
