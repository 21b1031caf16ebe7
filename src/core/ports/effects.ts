/** A commit status, as LoopForge sets its own. */
export interface CommitStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: 'success' | 'failure' | 'pending';
  readonly description: string;
  readonly targetUrl: string | null;
}

export interface StateLabel {
  /** Such as `loopforge:`. */
  readonly prefix: string;
  readonly state: string;
  /** The labels that the item has now. */
  readonly current: readonly string[];
}

/** What LoopForge shows outside the record, where it is asked to. */
export interface ItemEffects {
  /** Leaves exactly one label of the prefix on the item: the state's. */
  setStateLabel(number: number, label: StateLabel): Promise<void>;
  setCommitStatus(status: CommitStatus): Promise<void>;
}
