import type { GitHub } from '../../src/adapters/github/github.ts';
import { decodeComment, encodeComment } from '../../src/codec/record/comment.ts';
import type { GitHubItems } from '../../src/core/ports/github.ts';
import type { LockReply } from '../../src/core/ports/locks.ts';
import type { CommentFact, Found, Reading } from '../../src/core/ports/reading.ts';
import { LoopForgeError } from '../../src/core/values/errors.ts';
import { trustedNodeId } from '../../src/core/values/ids.ts';

/** A lock that is always granted, and so is none. */
export function withoutLock(github: GitHub): GitHub {
  const tryLock = async (): Promise<LockReply> => ({
    acquired: true,
    lockId: '1',
    nodeId: trustedNodeId(''),
    createdAt: FAR,
    at: FAR,
  });
  const { atOnce } = github;
  return { ...github, atOnce: { ...atOnce, read: (number) => atOnce.read(number) }, tryLock, unlock: async () => {} };
}

const FAR = '2030-01-01T00:00:00Z';

/** Every comment has had as many bodies as its record says: what was overwritten is never noticed. */
export function withoutEditCount(github: GitHub): GitHub {
  return { ...github, ...blindReads(github), atOnce: { ...github.atOnce, ...blindReads(github.atOnce) } };
}

function blindReads(items: GitHubItems): Pick<GitHubItems, 'find' | 'read' | 'readAllComments'> {
  return {
    find: async (target) => blindFound(await items.find(target)),
    read: async (number, options) => blindReading(await items.read(number, options)),
    readAllComments: async (number) => (await items.readAllComments(number)).map(blind),
  };
}

function blindFound(found: Found): Found {
  const unlinkedPull = found.unlinkedPull === null ? null : blindReading(found.unlinkedPull);
  return { ...found, readings: found.readings.map(blindReading), unlinkedPull };
}

function blindReading(reading: Reading): Reading {
  return { ...reading, comments: reading.comments.map(blind) };
}

function blind(comment: CommentFact): CommentFact {
  try {
    const decoded = decodeComment(comment.body);
    return decoded.kind === 'record' ? { ...comment, revisions: decoded.record.head.rev } : comment;
  } catch (error) {
    if (error instanceof LoopForgeError) return comment;
    throw error;
  }
}

/** No record says what is still to be told: whoever is killed before telling it has told nobody. */
export function withoutOutbox(github: GitHub): GitHub {
  return { ...github, ...forgetfulWrites(github), atOnce: { ...github.atOnce, ...forgetfulWrites(github.atOnce) } };
}

function forgetfulWrites(items: GitHubItems): Pick<GitHubItems, 'createComment' | 'editComment'> {
  return {
    createComment: (number, body, options) => items.createComment(number, forgetful(body), options),
    editComment: (comment, body, options) => items.editComment(comment, forgetful(body), options),
  };
}

function forgetful(body: string): string {
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record') return body;
  const { record, visible } = decoded;
  return encodeComment({ ...record, head: { ...record.head, outbox: null } }, visible);
}
