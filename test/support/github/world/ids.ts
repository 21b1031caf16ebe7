import { createHash } from 'node:crypto';

/**
 * Every kind of thing counts from its own number, as on GitHub, so that mixing up two ids is seen at once.
 * Comments start above 2^31 because GitHub's do: GraphQL's 32-bit `databaseId` cannot hold them.
 */
const KINDS = {
  user: { prefix: 'U_kgDO', from: 9_100_001 },
  bot: { prefix: 'BOT_kgDO', from: 51_200_001 },
  organization: { prefix: 'O_kgDO', from: 7_300_001 },
  app: { prefix: 'A_kwDO', from: 29_001 },
  repository: { prefix: 'R_kgDO', from: 640_000_001 },
  issue: { prefix: 'I_kwDO', from: 2_200_000_001 },
  pull: { prefix: 'PR_kwDO', from: 1_800_000_001 },
  comment: { prefix: 'IC_kwDO', from: 3_100_000_001 },
  revision: { prefix: 'UCE_kgDO', from: 710_000_001 },
  reaction: { prefix: 'REA_lAHO', from: 240_000_001 },
  event: { prefix: 'EV_lADO', from: 15_000_000_001 },
  label: { prefix: 'LA_kwDO', from: 5_400_000_001 },
  commit: { prefix: 'C_kwDO', from: 1 },
  workflow: { prefix: 'W_kwDO', from: 81_000_001 },
  run: { prefix: 'WFR_kwLO', from: 12_000_000_001 },
  suite: { prefix: 'CS_kwDO', from: 31_000_000_001 },
  check: { prefix: 'CR_kwDO', from: 33_000_000_001 },
  status: { prefix: 'SC_kwDO', from: 26_000_000_001 },
  review: { prefix: 'PRR_kwDO', from: 2_050_000_001 },
  queue: { prefix: 'MQE_kwDO', from: 61_001 },
} as const;

type IdKind = keyof typeof KINDS;

interface NewId {
  readonly databaseId: number;
  readonly nodeId: string;
}

export interface Ids {
  next(kind: IdKind): NewId;
  /** A node id for a database id that is given, such as an account's. */
  node(kind: IdKind, databaseId: number): string;
  /** 40 hex digits, the same in every run that makes its commits in the same order. */
  sha(): string;
}

export function createIds(): Ids {
  const used = new Map<IdKind, number>();
  let commits = 0;
  const node = (kind: IdKind, databaseId: number) =>
    KINDS[kind].prefix + createHash('sha256').update(`${kind}:${databaseId}`).digest('base64url').slice(0, 14);
  return {
    node,
    next(kind) {
      const databaseId = used.get(kind) ?? KINDS[kind].from;
      used.set(kind, databaseId + 1);
      return { databaseId, nodeId: node(kind, databaseId) };
    },
    sha() {
      commits += 1;
      return createHash('sha1').update(`commit ${commits}`).digest('hex');
    },
  };
}
