import { posix } from 'node:path';
import type { SourceFile } from './source-file.ts';

/**
 * Text in quotes, a regular expression, or a comment: whichever begins first. So `'src/*.ts'` opens no comment, and a quote
 * in a comment or in an expression opens no text.
 */
const QUOTED = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/;
const EXPRESSION = /(?<=[=(,:;!&|?{}[>]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/;
const TOKEN = new RegExp([QUOTED, EXPRESSION, COMMENT].map(({ source }) => source).join('|'), 'g');

/** The forms of an import that is there at once; the linter's formatting lets them begin a line. */
const AT_ONCE = [
  /^(?:import|export)\s[\w$\s{},*]*?\bfrom\s*['"](?<module>[^'"\n]+)['"]/gm,
  /^import\s*['"](?<module>[^'"\n]+)['"]/gm,
];
const LATE = /\bimport\(\s*['"](?<module>[^'"\n]+)['"]/g;
const PASSED_ON = /^export\s[\w$\s{},*]*?\bfrom\s*['"](?<module>[^'"\n]+)['"]/gm;

/** A file's code with its comments left out. */
export function withoutComments(text: string): string {
  return text.replaceAll(TOKEN, (token) => (/^\/[*/]/.test(token) ? '' : token));
}

/** What a file imports or passes on, each once and as it is written: types too, and what `import()` loads late. */
export function importsOf(file: SourceFile): readonly string[] {
  return modulesIn(file, [...AT_ONCE, LATE]);
}

/** Those of its imports that are files of the tree, as paths. */
export function localImports(file: SourceFile): readonly string[] {
  return pathsOf(file, importsOf(file));
}

/** The same without those that `import()` loads late. */
export function localImportsAtOnce(file: SourceFile): readonly string[] {
  return pathsOf(file, modulesIn(file, AT_ONCE));
}

/** The files of the tree that a file passes on with `export … from`. */
export function passedOn(file: SourceFile): readonly string[] {
  return pathsOf(file, modulesIn(file, [PASSED_ON]));
}

function modulesIn({ text }: SourceFile, forms: readonly RegExp[]): readonly string[] {
  const code = withoutComments(text);
  return [...new Set(forms.flatMap((form) => [...code.matchAll(form)].map(({ groups }) => groups?.['module'] ?? '')))];
}

function pathsOf({ path }: SourceFile, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith('.')).map((name) => posix.join(posix.dirname(path), name));
}
