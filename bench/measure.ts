/** The middle of some figures; NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds of CPU that this process has used so far. What else the machine does at the time does not count. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** At least so much is measured in one go. */
const GO_MS = 20;

/** What something costs, in milliseconds of CPU: the median of several goes, once it is warm. */
export function cost(goes: number, work: () => unknown): number {
  let times = 1;
  let spent = spend(times, work);
  while (spent < GO_MS) {
    times = Math.max(times + 1, Math.ceil((times * GO_MS * 1.2) / Math.max(spent, 1)));
    spent = spend(times, work);
  }
  return median(Array.from({ length: goes }, () => spend(times, work) / times));
}

function spend(times: number, work: () => unknown): number {
  const before = cpuMs();
  for (let time = 0; time < times; time++) work();
  return cpuMs() - before;
}

/** A table in Markdown, its columns padded so that it reads well in a terminal too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), 3));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** A figure for people: three digits that count, thousands set apart. */
export function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}

export function inMegabytes(kilobytes: number | null): string {
  return kilobytes === null ? '?' : `${figure(kilobytes / 1024)} MB`;
}
