import type { HookClient } from '../../adapters/hook/http/index.ts';
import type { Cancellation } from '../../adapters/system/timer.ts';
import type { Tripwire } from '../../codec/event/index.ts';
import type { ExportFormatName } from '../../codec/export/index.ts';
import type { Watermark } from '../../codec/export-run/index.ts';
import type {
  Copies,
  Instant,
  JsonValue,
  Migratable,
  MirrorSettings,
  QueuedCommit,
  RunContext,
  RunEvent,
  SettingsPatch,
  Target,
} from '../../core/model.ts';
import type { LockJournal } from '../../usecase/lock/index.ts';
import type { RecordQuery } from '../../usecase/query/index.ts';

/** What a run is asked to do. */
export type Command =
  | TrackCommand
  | TransitionCommand
  | SweepCommand
  | VerifyCommand
  | RepairCommand
  | ListCommand
  | ExportCommand;

/** Bring the items of an event, or those that an input names, level with the facts. */
interface TrackCommand {
  readonly kind: 'track';
  /** Never empty: an event without an item ends before this. */
  readonly targets: readonly Target[];
  /** The targets come from the inputs `issue`, `pull-request` or `sha`, not from the event. */
  readonly named: boolean;
  /** The token may be read-only, because the event comes from a fork's or from Dependabot's pull request. */
  readonly fork: boolean;
  readonly queued?: QueuedCommit | null;
}

/** Claim a step: one edge, on every item that the targets lead to. */
export interface TransitionCommand {
  readonly kind: 'transition';
  readonly targets: readonly Target[];
  readonly named: boolean;
  readonly fork: boolean;
  readonly to: string;
  readonly trigger: string;
  readonly metadata: { readonly [key: string]: JsonValue };
  readonly override: boolean;
  /** Present whenever `override` is true. */
  readonly reason: string | null;
}

/** Bring every open item, and those closed lately, level with the facts; `limit` is one of the settings. */
interface SweepCommand {
  readonly kind: 'sweep';
}

/** Verify the records of the items that the targets lead to; without targets, every record of the repository. */
export interface VerifyCommand {
  readonly kind: 'verify';
  readonly targets: readonly Target[];
  readonly named: boolean;
  readonly fork: boolean;
  /** Somebody touched a record comment, and that is why; null: it was asked for. */
  readonly tripwire: Tripwire | null;
}

/** Put the damaged record of one item back to its last good revision. */
export interface RepairCommand {
  readonly kind: 'repair';
  readonly number: number;
  readonly reason: string;
}

/** Which records a command tells of; `limit` is one of the settings, and counts where it was given as an input. */
interface RecordsCommand {
  /** One item alone; null: every one of the repository. */
  readonly number: number | null;
  readonly query: RecordQuery;
}

/** Tell where items stand, by their records. */
export interface ListCommand extends RecordsCommand {
  readonly kind: 'list';
}

/** Write records, or their entries, to a file. */
export interface ExportCommand extends RecordsCommand {
  readonly kind: 'export';
  readonly format: ExportFormatName;
  readonly since: Watermark | null;
  readonly until: Instant | null;
  readonly redactActors: boolean;
  /** Secret: the same people have the same pseudonyms in all exports that have it. Empty: they differ in each. */
  readonly pseudonymKey: string;
  /** An absolute path; null: a name of ours in the folder `temp`. */
  readonly file: string | null;
  readonly temp: string;
}

/** Where GitHub's interfaces are, without a slash at the end. */
export interface Endpoints {
  readonly rest: string;
  readonly graphql: string;
  readonly server: string;
}

/** How to reach the repository that a run is about. */
export interface Connection {
  readonly token: string;
  readonly endpoints: Endpoints;
  /** `owner/repo`, split. */
  readonly owner: string;
  readonly repo: string;
  readonly configPath: string;
  /** A line for the job's log. */
  readonly log: (line: string) => void;
  /** The same, shown under `RUNNER_DEBUG` only: requests, and what was decided from what. */
  readonly debug: (line: string) => void;
  /** The least time between two writes of a sweep, in place of the pace that GitHub asks for. */
  readonly writePaceMs?: number;
}

/** How a mirror is reached, as far as no setting says it. */
export interface MirrorAccess {
  /** A secret; empty: none was given. */
  readonly url: string;
  /** Of AWS, as the environment has it; empty: it names none. */
  readonly region: string;
  /** Whether the environment says who we are to AWS. Where it does not, the machine itself may be somebody. */
  readonly hasCredentials: boolean;
  /** In place of the database that the settings name. */
  readonly openStore?: OpenMirrorStore;
}

/** How hooks and the gate are reached, as far as no setting says it: all of it secret. */
export interface HookAccess {
  readonly webhookUrls: readonly string[];
  /** As Standard Webhooks has them, `whsec_…`; the first is the newest. */
  readonly webhookSecrets: readonly string[];
  /** Empty: none was given. */
  readonly slackUrl: string;
  /** Headers of the metrics' endpoint. */
  readonly otlpHeaders: { readonly [name: string]: string };
  /** Empty: the gate is asked without a signature. */
  readonly gateSecret: string;
  /** In place of connections of our own. */
  readonly clientFor?: ClientFor;
}

type ClientFor = (options: { readonly allowHosts: readonly string[] }) => HookClient;

export const NO_HOOK_ACCESS: HookAccess = {
  webhookUrls: [],
  webhookSecrets: [],
  slackUrl: '',
  otlpHeaders: {},
  gateSecret: '',
};

/** A database that was opened as a mirror. */
export interface MirrorStore {
  readonly repository: Copies & Partial<Migratable>;
  /** Ends the connection, whatever is under way on it. */
  readonly close: () => Promise<void>;
}

type OpenMirrorStore = (settings: MirrorSettings, access: MirrorAccess) => Promise<MirrorStore>;

/** All that the runner gave to one run, read and checked. Nothing below this reads the environment. */
export interface ActionRequest extends Connection {
  readonly command: Command;
  readonly event: RunEvent;
  readonly context: RunContext;
  /** Only what was set as an input; the config file and the defaults come later. */
  readonly settings: SettingsPatch;
  /** The path was given as an input, so a missing file is an error. */
  readonly configNamed: boolean;
  readonly dryRun: boolean;
  readonly mirror: MirrorAccess;
  readonly hooks: HookAccess;
  readonly cancellation: Cancellation;
  /** Told about every lock that is asked for, taken and freed; `post` frees what is left. */
  readonly journal: LockJournal;
}
