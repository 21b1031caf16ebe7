import { expect, test } from 'vitest';
import { taggedHash } from '../../../src/core/encoding/hash.ts';
import {
  type AccountId,
  type CommentId,
  type Hash,
  isSha,
  type NodeId,
  type Sha,
  trustedCommentId,
  trustedNodeId,
  trustedSha,
} from '../../../src/core/values/ids.ts';

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

test('a comment has a number and a node id, and neither stands for the other', () => {
  const number = trustedCommentId('7');
  const node = trustedNodeId('IC_7');
  // @ts-expect-error parts of a record are named by number
  const byNode: CommentId = node;
  // @ts-expect-error GraphQL is asked by node id
  const byNumber: NodeId = number;
  // @ts-expect-error any text
  const some: CommentId = '7';
  expect([byNode, byNumber, some]).toHaveLength(3);
});

test('an account is named by its number, which may be written out, and never by its login', () => {
  const written: AccountId = '583231';
  // @ts-expect-error a login
  const login: AccountId = 'octocat';
  const text: string = written;
  // @ts-expect-error any text
  const some: AccountId = text;
  expect([written, login, some]).toHaveLength(3);
});
