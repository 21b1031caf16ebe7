/** What a person answers for: an item, and the state that was refused to it. */
export interface ToOverride {
  readonly issue: number;
  readonly to: string;
}

/** The step of a workflow by which a person answers for a refusal, as YAML to paste; the reason is theirs to write. */
export function overrideAdvice({ issue, to }: ToOverride): string {
  return [
    '- uses: loopforge/loopforge@v1',
    '  with:',
    '    command: transition',
    `    issue: '${issue}'`,
    `    to: ${to}`,
    '    override: true',
    "    reason: 'Why this was right.'",
  ].join('\n');
}

/** Before the step of a workflow that does it. */
export const OVERRIDE_ADVICE =
  'A person can answer for it: this step, in a workflow that is started by hand, walks the whole way to the state that was refused, and the record keeps who and why.';
