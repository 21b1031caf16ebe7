declare const NAMED: unique symbol;

/** A text that names one sort of thing: neither another sort's nor any other text is taken for it. */
type Id<Sort extends string> = string & { readonly [NAMED]: Sort };

/** 32 bytes that our own function made of something, as unpadded base64url. */
export type Hash = Id<'Hash'>;

/** What Git calls a commit or the content of a file, in hexadecimal. */
export type Sha = Id<'Sha'>;

/** The number of a comment, as text since it can pass 2^53: what its address, REST and a record's parts name it by. */
export type CommentId = Id<'CommentId'>;

/**
 * The number of an account, as text: no renaming changes it. A program may write one out, as it does an account's name,
 * and the compiler tells the two apart.
 */
export type AccountId = `${number}`;

/** What GraphQL calls a thing of any kind, comments among them. */
export type NodeId = Id<'NodeId'>;

/** A text that our own hash function gives. */
export function trustedHash(text: string): Hash {
  return text as Hash;
}

/** The id of a commit, as a person or an event gives it. */
export function isSha(text: string): text is Sha {
  return /^[0-9a-f]{40}$/.test(text);
}

/** A text that Git or GitHub gives for one. */
export function trustedSha(text: string): Sha {
  return text as Sha;
}

/** A number that GitHub gives for one. */
export function trustedCommentId(text: string): CommentId {
  return text as CommentId;
}

/** A text that GitHub gives for one. */
export function trustedNodeId(text: string): NodeId {
  return text as NodeId;
}

/** A number that GitHub gives for one. */
export function trustedAccountId(text: string): AccountId {
  return text as AccountId;
}
