import { type CheckFact, UNAVAILABLE } from '../index.ts';

/** How LoopForge knows its own checks among all others. */
export interface Self {
  /** File path of the workflow that this job belongs to; null: not in a workflow. */
  readonly workflowPath: string | null;
  readonly job: string | null;
  readonly statusContext: string;
}

const GITHUB_ACTIONS = 'github-actions';

/** How to leave out LoopForge's own among the checks of one commit. */
export interface OwnChecks {
  readonly isOwn: (check: CheckFact) => boolean;
  readonly names: ReadonlySet<string>;
  readonly warnings: readonly string[];
}

/**
 * Which checks are LoopForge's own, which must not hold up the gate that they wait for. Of our own workflow file only
 * our job is left out; where it cannot be told from others, nothing is, with a warning.
 */
export function ownChecks(checks: readonly CheckFact[], self: Self): OwnChecks {
  const ours = new Set(checks.filter((check) => isOurWorkflow(check, self)).map((check) => check.name));
  const ambiguous = ours.size > 1 && !hasOurJob(ours, self);
  const isOwn = (check: CheckFact): boolean => {
    if (check.kind === 'status') return self.statusContext !== '' && check.name === self.statusContext;
    if (check.workflow === UNAVAILABLE) return isUnknownButOurs(check, self);
    if (ambiguous || !isOurWorkflow(check, self)) return false;
    return ours.size === 1 || isJob(check.name, self);
  };
  const own = checks.filter(isOwn).map((check) => check.name);
  return {
    isOwn,
    names: new Set([...own, self.statusContext, self.job ?? ''].filter((name) => name !== '')),
    warnings: warningsFor(checks, self, ambiguous),
  };
}

function isOurWorkflow(check: CheckFact, self: Self): boolean {
  return check.kind === 'run' && self.workflowPath !== null && check.workflow === self.workflowPath;
}

/** A matrix job's check is named `job (values)`. */
function isJob(name: string, self: Self): boolean {
  return self.job !== null && (name === self.job || name.startsWith(`${self.job} (`));
}

function hasOurJob(names: ReadonlySet<string>, self: Self): boolean {
  return [...names].some((name) => isJob(name, self));
}

/** Without `actions: read` the workflow is unknown: a check is ours by name only, and never one that failed. */
function isUnknownButOurs(check: CheckFact, self: Self): boolean {
  const passedOrPending = check.conclusion === null || check.conclusion === 'SUCCESS' || check.conclusion === 'SKIPPED';
  return check.app === GITHUB_ACTIONS && isJob(check.name, self) && passedOrPending;
}

function warningsFor(checks: readonly CheckFact[], self: Self, ambiguous: boolean): readonly string[] {
  const warnings: string[] = [];
  if (ambiguous) {
    warnings.push(
      `${self.workflowPath} holds several jobs and LoopForge's own cannot be told from the others, so all of them count as checks. Give LoopForge its own workflow file.`,
    );
  }
  if (checks.some((check) => check.workflow === UNAVAILABLE)) {
    warnings.push(
      'The workflow of some checks could not be read, so LoopForge knows its own job by name only. Add `actions: read` to the permissions of this job.',
    );
  }
  return warnings;
}
