/** One output of the action, as the manifest, the page of them and the writer of outputs know it. */
export interface OutputSpec {
  readonly name: string;
  readonly description: string;
}

/** Every output, in the order of the table. Names are a contract: add, never rename. */
export const OUTPUTS = [
  {
    name: 'outcome',
    description: '`created`, `transitioned`, `unchanged`, `rejected`, `ignored`, `deferred` or `failed`.',
  },
  { name: 'changed', description: '`true` or `false`: did this run append a transition.' },
  { name: 'reason', description: 'A reason code; empty when all is plain.' },
  { name: 'state', description: 'The state after the run.' },
  { name: 'previous-state', description: 'The state before the run.' },
  { name: 'allowed', description: 'JSON array: the states that may be entered now.' },
  {
    name: 'missing',
    description: 'JSON array: what the next states need, each with `kind`, `names`, `counts` and `summary`.',
  },
  {
    name: 'violations',
    description: 'JSON array: the open violations, each with `seq`, `cause`, `summary`, `remedy` and `message`.',
  },
  { name: 'record-id', description: 'Id of the record, `owner/repo#42`.' },
  { name: 'issue-number', description: 'Number of the item.' },
  { name: 'pull-request-number', description: "Number of the item's pull request." },
  { name: 'comment-id', description: 'Id of the record comment.' },
  { name: 'comment-url', description: 'URL of the record comment.' },
  { name: 'head-hash', description: 'Hash of the last entry of the chain.' },
  { name: 'head-sha', description: "Head commit of the item's pull request." },
  { name: 'transitions', description: 'JSON array: the entries that this run appended.' },
  {
    name: 'entered',
    description:
      'JSON array: the states that this run entered, in order (where a merge closes the issue, `merged` and `closed`).',
  },
  {
    name: 'effects',
    description:
      'JSON array: each label, status and mirror that this run set or could not set, with `name`, `ok`, `message`.',
  },
  { name: 'record', description: 'The record as JSON, when it is smaller than 100 kB.' },
  { name: 'record-file', description: 'Path of a file that holds the record, whatever its size.' },
  {
    name: 'results',
    description:
      'JSON array, one object per item, with all of these outputs but `record`; of `list` also `since`, when it entered its state.',
  },
  { name: 'count', description: 'How many items there were; of `export`, how many entries were written.' },
  {
    name: 'notice',
    description: 'Why the outcome is `deferred` or `ignored`, or what else is good to know, in words.',
  },
  { name: 'error', description: 'The message, when `rejected` or `failed`.' },
  { name: 'verdict', description: 'Of `verify`: `PASS`, `FAIL` or `INCONCLUSIVE`; of several items the worst.' },
  {
    name: 'checks',
    description:
      'Of `verify`: JSON array, every check with `name`, `ran`, `why` (it did not run) and the `codes` it found.',
  },
  { name: 'file', description: 'Of `export`: the absolute path of what was written.' },
  {
    name: 'watermark',
    description: 'Of `export`: what the next export takes as `since`, to go on where this one ended.',
  },
] as const satisfies readonly OutputSpec[];

export type OutputName = (typeof OUTPUTS)[number]['name'];
