/** The contents of the sections of a document, by their names. */
export interface Sections {
  readonly [section: string]: string;
}

/**
 * Fills the sections between `<!-- name:start -->` and `<!-- name:end -->` of a document.
 * @param document its name, for the error
 * @throws Error when a section is missing
 */
export function withSections(document: string, before: string, sections: Sections): string {
  let text = before;
  for (const [section, content] of Object.entries(sections)) {
    const [start, end] = [`<!-- ${section}:start -->`, `<!-- ${section}:end -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`${document} has no section ${start} … ${end}`);
    text = `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
  }
  return text;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
