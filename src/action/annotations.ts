import type { RunReport } from '../compose/request.ts';
import type { ItemResult } from '../core/outcome.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** The runner keeps ten of each kind per step and drops the rest without a word. */
const MAX_PER_LEVEL = 10;

/** What a person should read at the top of the run: what went wrong first, then warnings, then notices. */
export function annotationsOf(report: RunReport): readonly Annotation[] {
  const about = [
    ...report.results.flatMap((result) => ofResult(result, report.results.length > 1)),
    ...report.warnings.map((message): Annotation => ({ level: 'warning', title: 'LoopForge', message })),
    ...report.notices.map((message): Annotation => ({ level: 'notice', title: 'LoopForge', message })),
  ];
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    return capped(about.filter((annotation) => annotation.level === level));
  });
}

function ofResult(result: ItemResult, named: boolean): readonly Annotation[] {
  const name = named && result.number !== null ? `#${result.number}: ` : '';
  const make = (level: Annotation['level'], message: string, reason: string = ''): Annotation => ({
    level,
    title: reason === '' ? 'LoopForge' : `LoopForge: ${reason}`,
    message: name + message,
  });
  return [
    ...messageOf(result).map(({ level, message }) => make(level, message, result.reason)),
    ...result.warnings.map((message) => make('warning', message)),
    ...(result.notice === null ? [] : [make('notice', result.notice, result.reason)]),
  ];
}

/** A refusal that does not fail the job is worth a notice, unless a warning says the same already. */
function messageOf({ error, red, warnings }: ItemResult): readonly Pick<Annotation, 'level' | 'message'>[] {
  if (error === null || (!red && warnings.includes(error))) return [];
  return [{ level: red ? 'error' : 'notice', message: error }];
}

function capped(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (first === undefined || annotations.length <= MAX_PER_LEVEL) return annotations;
  const kept = annotations.slice(0, MAX_PER_LEVEL - 1);
  const rest = annotations.slice(MAX_PER_LEVEL - 1);
  const message = [`And ${rest.length} more:`, ...rest.map((annotation) => annotation.message)].join('\n');
  return [...kept, { level: first.level, title: 'LoopForge', message }];
}
