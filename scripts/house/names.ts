import { withoutComments } from './imports.ts';
import type { SourceFile } from './source-file.ts';

/** An exported name and the files that declare it: two or more. */
export interface DoubledName {
  readonly name: string;
  readonly files: readonly string[];
}

const DECLARATION =
  /^(?<exported>export\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:const|let|var|function\*?|class|interface|type|enum)\s+(?<name>[\w$]+)/gm;
/** `export { a, type B, c as d };` of the file's own; with `from` it only passes on what another declares. */
const LIST = /^export\s+(?:type\s+)?\{(?<list>[^}]*)\}(?!\s*from\b)/gm;
const LISTED = /^\s*(?:type\s+)?(?<local>[\w$]+)(?:\s+as\s+(?<name>[\w$]+))?\s*$/;

/** The exported names that more than one file declares, in the order of the alphabet. */
export function doubledNames(files: readonly SourceFile[]): readonly DoubledName[] {
  const declared = files.flatMap(({ path, text }) => [...exportedNames(text)].map((name) => ({ name, path })));
  return [...Map.groupBy(declared, ({ name }) => name)]
    .filter(([, places]) => places.length > 1)
    .map(([name, places]) => ({ name, files: places.map(({ path }) => path) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a file declares and exports. A value and a type of one name are one, as are the shapes of a function. */
function exportedNames(text: string): ReadonlySet<string> {
  const code = withoutComments(text);
  const declarations = [...code.matchAll(DECLARATION)].map(({ groups }) => ({
    name: groups?.['name'] ?? '',
    isExported: groups?.['exported'] !== undefined,
  }));
  const own = new Set(declarations.map(({ name }) => name));
  const listed = [...code.matchAll(LIST)]
    .flatMap(({ groups }) => groups?.['list']?.split(',') ?? [])
    .map((item) => LISTED.exec(item)?.groups)
    .filter((item) => item?.['local'] !== undefined && own.has(item['local']))
    .flatMap((item) => item?.['name'] ?? item?.['local'] ?? []);
  return new Set([...declarations.filter(({ isExported }) => isExported).map(({ name }) => name), ...listed]);
}
