/** The runner takes 1 MiB; what is beyond is cut there, with a note. */
const ENOUGH = 1024 * 1024;

/** The job summary of a run, part by part. Parts past what the runner takes are not kept. */
export class SummaryText {
  readonly #parts: string[] = [];
  #size = 0;

  add(markdown: string): void {
    if (this.#size > ENOUGH) return;
    this.#parts.push(markdown);
    this.#size += Buffer.byteLength(markdown);
  }

  /** Null: there is none. */
  toMarkdown(): string | null {
    return this.#parts.length === 0 ? null : this.#parts.join('\n');
  }
}
