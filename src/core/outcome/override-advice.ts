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
