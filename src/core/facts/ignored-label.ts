import { type Facts, type Known, UNAVAILABLE } from './facts.ts';

/**
 * The label for which the item is left alone (`ignore-labels`); null: it has none. GitHub does not tell case apart.
 * Unavailable: its labels could not be read, and the repository ignores some.
 */
export function ignoredLabel({ issue, pulls }: Facts, ignored: readonly string[]): Known<string | null> {
  if (ignored.length === 0) return null;
  const labels = issue === null ? (pulls === UNAVAILABLE ? UNAVAILABLE : (pulls[0]?.labels ?? [])) : issue.labels;
  if (labels === UNAVAILABLE) return UNAVAILABLE;
  const lower = ignored.map((label) => label.toLowerCase());
  return labels.find((label) => lower.includes(label.toLowerCase())) ?? null;
}

/** Why an item with an ignored label is not looked at. */
export function leftAlone(label: string): string {
  return `It is left alone: it has the label "${label}" (\`ignore-labels\`).`;
}

/** Why nothing was decided about an item that might have one. */
export function unreadLabels(): string {
  return 'Its labels could not be read, so it is not known whether `ignore-labels` leaves it alone. The next run looks again.';
}
