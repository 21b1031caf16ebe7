import { isPlainObject, parseConfigText } from '../text/index.ts';

/** A file below `.github/workflows`. */
export interface WorkflowText {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** What the workflows of a repository are to LoopForge. */
export interface KnownWorkflows {
  /** The names of those that run for pull requests, as `workflow_run` knows them. */
  readonly ci: readonly string[];
  /** The paths of those that let LoopForge track already. */
  readonly ours: readonly string[];
  /** The paths of those that could not be read. */
  readonly unreadable: readonly string[];
}

type Kind = keyof KnownWorkflows;

/** Sorts workflows by what they are, in the order of their paths; whatever else there is stays out. */
export async function sortWorkflows(files: readonly WorkflowText[]): Promise<KnownWorkflows> {
  const ordered = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const sorted = await Promise.all(ordered.map(kindOf));
  const of = (wanted: Kind): string[] => sorted.flatMap((one) => (one?.kind === wanted ? one.name : []));
  return { ci: [...new Set(of('ci'))], ours: of('ours'), unreadable: of('unreadable') };
}

async function kindOf({ path, text }: WorkflowText): Promise<{ readonly kind: Kind; readonly name: string } | null> {
  const parsed = await parseConfigText(text);
  if (parsed.kind === 'unreadable') return { kind: 'unreadable', name: path };
  if (!isPlainObject(parsed.data)) return null;
  const { name, on, jobs } = parsed.data;
  const commands = commandsIn(jobs);
  if (commands.some((command) => !/^(?:transition|verify|repair)$/.test(command))) return { kind: 'ours', name: path };
  if (commands.length > 0 || !runsFor('pull_request', on)) return null;
  // A workflow without a name goes by its path.
  return { kind: 'ci', name: typeof name === 'string' && name !== '' ? name : path };
}

/** `on: push`, `on: [push, pull_request]` or `on: { pull_request: … }`. */
function runsFor(event: string, on: unknown): boolean {
  if (Array.isArray(on)) return on.includes(event);
  return isPlainObject(on) ? Object.hasOwn(on, event) : on === event;
}

/** What its jobs ask of LoopForge. */
function commandsIn(jobs: unknown): readonly string[] {
  const steps = isPlainObject(jobs)
    ? Object.values(jobs).flatMap((job) => (isPlainObject(job) && Array.isArray(job['steps']) ? job['steps'] : []))
    : [];
  return steps.flatMap((step: unknown) => {
    if (!isPlainObject(step) || !/^loopforge\/loopforge@/.test(String(step['uses']))) return [];
    const given = step['with'];
    return isPlainObject(given) ? String(given['command'] ?? 'track') : 'track';
  });
}
