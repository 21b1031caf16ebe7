import type { ContextName } from '../../../core/model.ts';

/** What a property is, as far as a condition can tell. An `object` is a payload whose members are not known here. */
export interface ConditionProperty {
  readonly type: 'text' | 'number' | 'boolean' | 'list' | 'object';
  /** It may be null, which the expression language takes for 0, false and ''. */
  readonly nullable: boolean;
  /** It names or describes a person: its value is never stored, only that it was read. */
  readonly personal: boolean;
}

type Register = { readonly [name in ContextName]: { readonly [property: string]: ConditionProperty } };

const sure = (type: ConditionProperty['type']): ConditionProperty => ({ type, nullable: false, personal: false });
const perhaps = (type: ConditionProperty['type']): ConditionProperty => ({ type, nullable: true, personal: false });
const personal = (property: ConditionProperty): ConditionProperty => ({ ...property, personal: true });

/** Every property that a condition can read, by context. */
export const CONDITION_PROPERTIES: Register = {
  github: {
    event_name: personal(sure('text')),
    event: personal(sure('object')),
    actor: personal(sure('text')),
    ref: personal(sure('text')),
    sha: personal(sure('text')),
    repository: personal(sure('text')),
    run_id: personal(sure('text')),
    run_attempt: personal(sure('text')),
  },
  issue: {
    number: perhaps('number'),
    state: perhaps('text'),
    state_reason: perhaps('text'),
    title: perhaps('text'),
    author: personal(perhaps('text')),
    assignees: personal(sure('list')),
    labels: sure('list'),
    created_at: perhaps('text'),
    set_aside: sure('boolean'),
    merged_before: sure('boolean'),
    closed_by: perhaps('text'),
    closed_elsewhere: perhaps('text'),
    close_accepted: sure('boolean'),
    taken_up: sure('boolean'),
  },
  pull_request: {
    number: perhaps('number'),
    open: sure('boolean'),
    closed: sure('boolean'),
    merged: sure('boolean'),
    active: sure('boolean'),
    draft: sure('boolean'),
    author: personal(perhaps('text')),
    base: perhaps('text'),
    from_fork: sure('boolean'),
    head_sha: perhaps('text'),
    auto_merge: sure('boolean'),
    conflict: perhaps('boolean'),
  },
  checks: {
    state: sure('text'),
    ok: sure('boolean'),
    total: sure('number'),
    failed: sure('list'),
    pending: sure('list'),
    skipped: sure('list'),
    cancelled: sure('list'),
    timed_out: sure('list'),
    waiting: sure('list'),
    never_reported: sure('list'),
  },
  review: {
    decision: perhaps('text'),
    current: sure('boolean'),
    required: perhaps('number'),
    requested: sure('number'),
    approvals: sure('number'),
    humans: sure('number'),
  },
  record: {
    state: perhaps('text'),
    pr_number: perhaps('number'),
    auto_merge: sure('boolean'),
    cycle: sure('number'),
    reopened: sure('boolean'),
    labels: sure('object'),
  },
};

/** The dotted paths whose values are stored as `(read)`; everything under `github` is, whatever its name. */
const PERSONAL_PATHS: ReadonlySet<string> = new Set(
  Object.entries(CONDITION_PROPERTIES).flatMap(([context, properties]) =>
    Object.entries(properties)
      .filter(([, property]) => property.personal)
      .map(([name]) => `${context}.${name}`),
  ),
);

/** Whether the value at a dotted path must not be stored. */
export function isPersonal(path: string): boolean {
  return path === 'github' || path.startsWith('github.') || PERSONAL_PATHS.has(path);
}
