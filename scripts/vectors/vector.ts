/** Which check finds it, or that it holds, as docs/record-format.md section 7 says. */
type Verdict = 'PASS' | 'FAIL' | 'INCONCLUSIVE';

export interface Vector {
  /** The file's name, without its folder and ending. */
  readonly name: string;
  /** What this one is about, in a sentence. */
  readonly about: string;
  readonly verdict: Verdict;
  /** All codes of the verdict, sorted. */
  readonly codes: readonly string[];
  /** The code by which verify finds it once it may ask GitHub; null: offline is all there is to say. */
  readonly online: string | null;
  /** The text of the file: a comment's body, or a record as JSON. */
  readonly text: string;
  /** In place of the text: bytes that are none. */
  readonly bytes: Uint8Array | null;
  readonly isJson: boolean;
  /** Bodies of segment comments. */
  readonly segments: readonly string[];
  /** What the record must be bound to; null: not asked. */
  readonly binding: { readonly host: string; readonly repo_id: string; readonly issue_id: string } | null;
}

type Optional = Partial<Pick<Vector, 'online' | 'isJson' | 'segments' | 'binding' | 'bytes'>>;

const DEFAULTS = { online: null, isJson: false, segments: [], binding: null, bytes: null } as const;

export function passes(name: string, about: string, text: string, more: Optional = {}): Vector {
  return { ...DEFAULTS, name, about, verdict: 'PASS', codes: [], text, ...more };
}

/** `codes` separated by spaces. */
export function fails(name: string, codes: string, about: string, text: string, more: Optional = {}): Vector {
  return { ...DEFAULTS, name, about, verdict: 'FAIL', codes: codes.split(' ').sort(), text, ...more };
}

export function unsure(name: string, codes: string, about: string, text: string, more: Optional = {}): Vector {
  return { ...fails(name, codes, about, text, more), verdict: 'INCONCLUSIVE' };
}
