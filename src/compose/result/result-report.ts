import type { Entry, ErrorCode, Hash, Instant, LoopRecord, Need, Sha } from '../../core/model.ts';
import type { EffectVerdict, OpenViolation, Outcome, ReasonCode } from '../../core/outcome/index.ts';
import type { Check, Verdict } from '../../core/verify/index.ts';

/** A line for the top of the run. */
export interface Message {
  readonly level: 'error' | 'warning' | 'notice';
  /** A reason or error code for its title; empty: none. */
  readonly code: string;
  readonly text: string;
}

/** A need, and the sentence for it. */
interface ToldNeed extends Pick<Need, 'kind' | 'names' | 'counts'>, Partial<Pick<Need, 'to'>> {
  readonly summary: string;
}

/** An open violation as outputs tell it. */
type ToldViolation = Pick<OpenViolation, 'seq' | 'cause' | 'summary' | 'remedy' | 'message'>;

/** What an export came to. */
interface ExportedFile {
  /** Its absolute path; empty: none was written. */
  readonly file: string;
  /** How many entries were written. */
  readonly count: number;
  /** Where the next export goes on; empty: it cannot be told. */
  readonly watermark: string;
}

/** What outputs can tell of one item; what is left out is empty. */
export interface ResultFields {
  readonly state?: string | null;
  readonly previousState?: string | null;
  readonly allowed?: readonly string[];
  readonly missing?: readonly ToldNeed[];
  readonly violations?: readonly ToldViolation[];
  readonly recordId?: string | null;
  readonly number?: number | null;
  readonly pullRequestNumber?: number | null;
  readonly commentId?: string | null;
  readonly commentUrl?: string | null;
  readonly headHash?: Hash | null;
  readonly headSha?: Sha | null;
  readonly appended?: readonly Entry[];
  readonly effects?: readonly EffectVerdict[];
  readonly verdict?: Verdict;
  readonly checks?: readonly Check[];
  /** Of a list: when it entered its state. */
  readonly since?: Instant | null;
  readonly exported?: ExportedFile;
  readonly notice?: string;
  readonly error?: string;
}

/** One result as the runner is told of it, of whichever command: the one form that outputs, annotations and summary know. */
export interface ResultReport extends ResultFields {
  readonly outcome: Outcome;
  readonly reason: ReasonCode | ErrorCode | '';
  /** A transition was appended. */
  readonly changed: boolean;
  /** The run must end red because of this result. */
  readonly red: boolean;
  readonly messages: readonly Message[];
  /** Markdown for the job summary; null: none is wanted. */
  readonly summary: string | null;
  readonly record?: LoopRecord | null;
  /** What was thrown: its stack is shown under `RUNNER_DEBUG`. */
  readonly fault?: unknown;
}
