/** Where a bare `#42` points to. */
export interface OwnRepository {
  readonly host: string;
  /** `owner/repo`. */
  readonly repo: string;
}

const KEYWORD = '(?<![\\w-])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?::\\s{0,5}|\\s{1,5})';
const SHORT = '(?:(?<repo>[\\w.-]{1,100}/[\\w.-]{1,100}))?#(?<number>[1-9]\\d{0,9})(?!\\w)';
const URL =
  'https?://(?<host>[\\w.:-]{1,255})/(?<path>[\\w.-]{1,100}/[\\w.-]{1,100})/issues/(?<last>[1-9]\\d{0,9})(?!\\w)';
const CLOSING = new RegExp(`${KEYWORD}(?:${SHORT}|${URL})`, 'gi');
/** What a clause ends with, and what turns one into its opposite. */
const CLAUSE_END = /[.,;:!?()\n—–]|\bbut\b/i;
const DENIAL = /\b(?:not(?!\s(?:only|just|merely)\b)|never|without|no longer|cannot)\b|n['’]t\b/i;
const LONGEST_CLAUSE = 200;

/**
 * The issues of this repository that a pull request's body says it closes, in order of appearance; one that it says it
 * does not close is none of them. The keywords are GitHub's: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
 */
export function closingNumbers(body: string, home: OwnRepository): readonly number[] {
  const numbers = new Set<number>();
  const text = visibleText(body);
  for (const match of text.matchAll(CLOSING)) {
    if (isDenied(text, match.index)) continue;
    const { repo, number, host, path, last } = match.groups ?? {};
    const here = (repo ?? path ?? home.repo).toLowerCase() === home.repo.toLowerCase();
    if (here && (host ?? home.host).toLowerCase() === home.host.toLowerCase()) numbers.add(Number(number ?? last));
  }
  return [...numbers];
}

/** "This does not fix": the clause says so before its keyword. */
function isDenied(text: string, keyword: number): boolean {
  const before = text.slice(Math.max(0, keyword - LONGEST_CLAUSE), keyword);
  return DENIAL.test(before.split(CLAUSE_END).at(-1) ?? '');
}

/** The number in a branch name of the form `<number>-…`. */
export function branchNumber(branch: string): number | null {
  const match = /^([1-9]\d{0,9})-/.exec(branch);
  return match === null ? null : Number(match[1]);
}

/** What GitHub looks for references in: neither comments (of a template, say) nor code. Every step is linear. */
function visibleText(body: string): string {
  return withoutFences(withoutComments(body)).replace(/`[^`\n]*`/g, '` `');
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (start < 0 || end < 0) break;
    kept.push(text.slice(from, start));
    from = end + 3;
  }
  return [...kept, text.slice(from)].join(' ');
}

function withoutFences(text: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    if (fence === null && mark === null) kept.push(line);
    else if (fence === null) fence = mark;
    else if (mark?.startsWith(fence) === true) fence = null;
  }
  return kept.join('\n');
}
