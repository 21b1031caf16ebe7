import type { RunSettings } from '../values/index.ts';
import type { Repository } from './repository.ts';

/** Copies of records, as a store holds them. */
export type Copies = Pick<Repository, 'get' | 'save' | 'delete'>;

/** A database that holds a copy of each record, beside the comments. */
export interface Mirror {
  readonly copies: Copies;
}

/** Where copies go. Nothing is opened before it is used, and all items of a run share what was opened. */
export interface Mirrors {
  /** The run was not given what it takes to reach a mirror, and that is nobody's mistake. */
  readonly isWithheld: (settings: MirrorSettings) => boolean;
  /** @throws LoopForgeError `input_invalid` where the settings lead to no mirror, `store_unreachable` where it was given up */
  readonly open: (settings: MirrorSettings) => Promise<Mirror>;
}

export type MirrorSettings = Pick<RunSettings, 'mirror' | 'mirrorTable'>;
