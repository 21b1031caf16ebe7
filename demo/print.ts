import { styleText } from 'node:util';

/** One line about what just happened, and below it what LoopForge made of it. */
export function printStep(what: string, made: string): void {
  console.log(`  ${styleText('bold', what)}\n    ${made}`);
}

export function printTitle(title: string): void {
  console.log(`\n${styleText(['bold', 'cyan'], title)}\n`);
}

/** The one thing to do next. */
export function printNext(command: string, why: string): void {
  console.log(`\nNext: ${styleText(['bold', 'green'], command)}\n      ${why}\n`);
}

/** Indented, so that it stands apart from the demo's own lines. */
export function printBlock(text: string): void {
  for (const line of text.split('\n')) console.log(`  │ ${line}`.trimEnd());
}

export function good(text: string): string {
  return styleText('green', text);
}

export function bad(text: string): string {
  return styleText('red', text);
}
