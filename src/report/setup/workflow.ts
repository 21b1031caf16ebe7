/** What the workflow is to be made for. */
export interface WorkflowOptions {
  /** The names of the workflows that are this repository's CI. */
  readonly ciWorkflows: readonly string[];
  readonly defaultBranch: string;
  /** A GitHub Enterprise Server has runners of its own, and no `queue: max`. */
  readonly enterprise: boolean;
}

/** What the documentation shows. */
export const SAMPLE: WorkflowOptions = { ciWorkflows: ['CI'], defaultBranch: 'main', enterprise: false };

/** The workflow that tracks a repository. */
export function workflowText({ ciWorkflows, defaultBranch, enterprise }: WorkflowOptions): string {
  // A group without a queue keeps one waiting run and cancels the others; the lock on the comment does without either.
  const concurrency = enterprise ? '' : '\n    concurrency:\n      group: loopforge\n      queue: max';
  return `name: LoopForge

on:
  issues:
    types: [opened, edited, closed, reopened, assigned, unassigned, transferred]
  issue_comment:
    types: [edited, deleted]
  pull_request:
    types: [opened, edited, closed, reopened, synchronize, converted_to_draft, ready_for_review, review_requested]
  pull_request_review:
    types: [submitted, dismissed]
  workflow_run:
    # The one line to change: the workflows that are your CI, by their names.
    workflows: [${ciWorkflows.map(plainOrQuoted).join(', ')}]
    types: [requested, completed]
  push:
    branches: [${plainOrQuoted(exactly(defaultBranch))}]
  schedule:
    - cron: '17 * * * *'
  workflow_dispatch:
    inputs:
      issue:
        description: Number of the issue to bring up to date; empty means all
        required: false
        type: string

permissions: {}

jobs:
  loopforge:
    runs-on: ${runner(enterprise)}
    timeout-minutes: 10
    permissions:
      actions: read
      checks: read
      contents: read
      issues: write
      pull-requests: read
      statuses: read${concurrency}
    steps:
      - id: loopforge
        uses: loopforge/loopforge@v1
        with:
          command: \${{ (github.event_name == 'schedule' || (github.event_name == 'workflow_dispatch' && inputs.issue == '')) && 'sweep' || 'track' }}
          issue: \${{ inputs.issue }}
`;
}

/** The workflow that verifies every record of a repository each day. */
export function verifyWorkflowText({ enterprise }: Pick<WorkflowOptions, 'enterprise'>): string {
  return `name: LoopForge verify

on:
  schedule:
    - cron: '41 4 * * *'
  workflow_dispatch:

permissions: {}

jobs:
  verify:
    runs-on: ${runner(enterprise)}
    timeout-minutes: 30
    permissions:
      actions: read
      checks: read
      contents: read
      issues: read
      pull-requests: read
      statuses: read
    steps:
      - uses: loopforge/loopforge@v1
        with:
          command: verify
          on-inconclusive: fail
`;
}

function runner(enterprise: boolean): string {
  return enterprise ? 'self-hosted' : 'ubuntu-latest';
}

/** A branch filter is a pattern. These are the signs of patterns that may stand in the name of a branch. */
function exactly(branch: string): string {
  return branch.replaceAll(/[!+]/g, '\\$&');
}

/** Words that YAML, old or new, takes for something else. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text as YAML spells it inside a list. */
function plainOrQuoted(text: string): string {
  const plain = /^[A-Za-z](?:[\w./ -]*\w)?$/.test(text) && !NO_TEXT.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}
