const NOTE = '\n\n_This summary was cut: it had grown past what GitHub shows. The record on the issue is complete._\n';

/**
 * Shortens a job summary at a line's end, so that it stays below the runner's limit, and closes what the cut left open.
 * Nothing else is ever cut: the record lives elsewhere.
 * @param markdown the whole summary
 * @param limit how many bytes of UTF-8 the runner takes
 */
export function limitSummary(markdown: string, limit: number): string {
  if (Buffer.byteLength(markdown) <= limit) return markdown;
  const kept: string[] = [];
  let size = Buffer.byteLength(NOTE) + RESERVE;
  for (const line of markdown.split('\n')) {
    size += Buffer.byteLength(line) + 1;
    if (size > limit) break;
    kept.push(line);
  }
  const text = kept.join('\n');
  return text + closings(text) + NOTE;
}

/** Room for the closing of a fence and of nested folds. */
const RESERVE = 200;

function closings(text: string): string {
  const fences = text.match(/^```/gm)?.length ?? 0;
  const folds = count(text, '<details') - count(text, '</details>');
  return (fences % 2 === 1 ? '\n```' : '') + '\n\n</details>'.repeat(Math.min(Math.max(folds, 0), 10));
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
