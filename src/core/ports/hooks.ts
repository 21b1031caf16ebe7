import type { Entry, LoopRecord, RecordedNeed } from '../record/index.ts';
import type { RunSettings } from '../values/index.ts';

/** Entries of one record that were stored, for those who are to know. */
export interface HookNews {
  /** As it was stored last. */
  readonly record: LoopRecord;
  /** By `seq`, without a gap; never empty. */
  readonly entries: readonly Entry[];
  readonly item: HookItem;
}

/** What people know an item by, and how it stands. */
interface HookItem {
  readonly url: string;
  /** Null: it could not be read. */
  readonly title: string | null;
  /** Of the record comment; null: there is none. */
  readonly commentUrl: string | null;
  /** What the next step needs. */
  readonly missing: readonly RecordedNeed[];
  /** Refusals that are open, and what settles each, in sentences. */
  readonly violations: readonly { readonly seq: number | null; readonly summary: string; readonly remedy: string }[];
}

/** What became of entries that a hook was told of. */
export interface HookVerdict {
  /** All entries up to this `seq` need not be told again; null: none of them. */
  readonly upTo: number | null;
  /** What was sent; or why it was not taken, without anything secret. */
  readonly message: string;
  readonly ok: boolean;
  /** Whoever is there wants no more of it, now and later (HTTP 410). */
  readonly isOver?: boolean;
  /** It was not taken for what it is: what there is of other records may be. */
  readonly isUnfit?: boolean;
}

/** A `repository_dispatch`. */
export interface DispatchEvent {
  /** Its `event_type`. */
  readonly type: string;
  /** Its `client_payload`: at most 10 names, and less than 64 kB. */
  readonly payload: { readonly [name: string]: unknown };
}

/** One way in which others are told what was stored. */
export interface DeliveryHook {
  readonly name: 'audit-log' | 'dispatch' | 'metrics' | 'slack' | 'webhook';
  /**
   * What it is called in `head.outbox`, the same in every run and without anything secret; null: it is told once, and what
   * it misses is not made up for.
   */
  readonly sink: string | null;
  /**
   * @param news entries from the first that it was not told yet
   * @param isLate they were stored by an earlier run, which could not tell them: one try is enough
   * @returns what became of it; it never throws
   */
  readonly tell: (news: HookNews, isLate: boolean) => Promise<HookVerdict>;
}

/** Which hooks settings ask for, as far as no secret does. */
export type HookSettings = Pick<
  RunSettings,
  'allowHosts' | 'auditLog' | 'dispatch' | 'hookTimeout' | 'otlpEndpoint' | 'slackOn' | 'webhookNames'
>;

/** The hooks of a run. What is not asked for is not loaded, and all items of a run share what was opened. */
export interface DeliveryHooks {
  /** The names of those whose news must not be lost, in `head.outbox`; known without loading anything. */
  readonly sinksFor: (settings: HookSettings) => readonly string[];
  /** @returns every hook that is asked for */
  readonly open: (settings: HookSettings) => Promise<readonly DeliveryHook[]>;
}
