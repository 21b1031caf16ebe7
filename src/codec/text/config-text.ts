/** The data in the text of a configuration file, or what keeps it from being read. */
export type ConfigData =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'unreadable'; readonly problems: readonly string[] };

/** More repetitions than any honest file has; a few lines of nested aliases would otherwise fill the memory. */
const MAX_ALIASES = 100;

/** Far more than anybody writes by hand; a parser of YAML takes seconds for a megabyte. */
const MAX_LENGTH = 40_000;
/** So many brackets opened in a row only make the parser fail, late and once for each. */
const TOO_DEEP = /(?:[[{]\s*){64}/;
const MAX_PROBLEMS = 10;

/** Parses YAML, or plain JSON without loading the YAML parser. The data is a tree: nothing in it contains itself. */
export async function parseConfigText(text: string): Promise<ConfigData> {
  if (text.length > MAX_LENGTH) {
    return unreadable([`it is ${text.length} characters long, and at most ${MAX_LENGTH} are read`]);
  }
  if (TOO_DEEP.test(text)) return unreadable(['it opens too many brackets inside each other']);
  if (text.trim() === '') return { kind: 'data', data: null };
  const data = text.trimStart().startsWith('{') ? plainJson(text) : undefined;
  return data === undefined ? parseYaml(text) : { kind: 'data', data };
}

/**
 * The data of a text that is JSON and says what it seems to say: `JSON.parse` lets the last of two equal keys win. All
 * else, broken JSON too, is for the YAML parser, which says better what is wrong.
 */
function plainJson(text: string): unknown {
  try {
    const data: unknown = JSON.parse(text);
    const withoutSpaces = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
    return JSON.stringify(data) === withoutSpaces ? data : undefined;
  } catch {
    return undefined;
  }
}

async function parseYaml(text: string): Promise<ConfigData> {
  const { parseDocument } = await import('yaml');
  // The schema is named because a `%YAML 1.1` line would otherwise turn `on` and `yes` into booleans.
  const document = parseDocument(text, { merge: true, schema: 'core', resolveKnownTags: false, logLevel: 'error' });
  const problems = [...document.errors, ...document.warnings].map((problem) => firstLine(problem.message));
  if (problems.length > 0) return unreadable(problems);
  try {
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return containsItself(data) ? unreadable(['an alias stands inside what it names']) : { kind: 'data', data };
  } catch (error) {
    return unreadable([firstLine(error instanceof Error ? error.message : String(error))]);
  }
}

function unreadable(problems: readonly string[]): ConfigData {
  const more = problems.length - MAX_PROBLEMS;
  const shown = more > 0 ? [...problems.slice(0, MAX_PROBLEMS), `and ${more} more`] : problems;
  return { kind: 'unreadable', problems: shown };
}

function containsItself(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return around.includes(value) || Object.values(value).some((inner) => containsItself(inner, [...around, value]));
}

/** The parser adds a picture of the place below its sentence, which an annotation cannot show. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/:$/, '');
}
