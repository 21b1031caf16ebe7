import { readFileSync } from 'node:fs';
import { type Endpoints, readEndpoints, runNamedIn } from '../../compose/github/index.ts';
import { LoopForgeError, type RunContext } from '../../core/model.ts';
import type { Env } from './env.ts';

/** What the runner says about this run, apart from inputs. */
export interface RunnerContext {
  readonly context: RunContext;
  readonly endpoints: Endpoints;
  readonly owner: string;
  readonly repo: string;
  readonly eventName: string;
}

/**
 * Reads the run's context from the environment.
 * @throws LoopForgeError `event_invalid` when the runner's own variables are missing or broken
 */
export function readContext(env: Env): RunnerContext {
  const repository = required(env, 'GITHUB_REPOSITORY');
  const [owner, repo, ...rest] = repository.split('/');
  if (!owner || !repo || rest.length > 0) throw broken('GITHUB_REPOSITORY', `"${repository}" is not owner/repo`);
  const endpoints = readEndpoints(env, (name, text) => broken(name, `"${text}" is not a URL`));
  return {
    owner,
    repo,
    endpoints,
    eventName: required(env, 'GITHUB_EVENT_NAME'),
    context: {
      run: runNamedIn(env, `${endpoints.server}/${repository}`),
      actor: env['GITHUB_ACTOR'] ?? '',
      ref: env['GITHUB_REF'] ?? '',
      sha: env['GITHUB_SHA'] ?? '',
      repository,
      ...readWorkflow(env['GITHUB_WORKFLOW_REF'] ?? '', repository),
      job: env['GITHUB_JOB'] || null,
    },
  };
}

/**
 * Reads the event file.
 * @returns the parsed payload, not yet looked into
 * @throws LoopForgeError `event_invalid` when it is missing or is no JSON
 */
export function readEventFile(env: Env): unknown {
  const path = required(env, 'GITHUB_EVENT_PATH');
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return payload;
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'it is not JSON' : 'it could not be read';
    throw broken('GITHUB_EVENT_PATH', `${why} (${path})`, cause);
  }
}

/** `owner/repo/.github/workflows/x.yml@refs/heads/main`; a branch may have an `@` in its name, a file of workflows no `@refs/`. */
function readWorkflow(text: string, repository: string): Pick<RunContext, 'workflowPath' | 'workflowRef'> {
  const parts = /^(?<owner>[^/]+\/[^/]+)\/(?<path>.+?)(?:@(?<ref>refs\/.*)|@[^@]*)?$/.exec(text)?.groups ?? {};
  const isOurs = parts['owner']?.toLowerCase() === repository.toLowerCase();
  return { workflowPath: parts['path'] ?? null, workflowRef: isOurs ? (parts['ref'] ?? null) : null };
}

function required(env: Env, name: string): string {
  const value = env[name];
  if (value) return value;
  throw broken(name, 'it is not set');
}

function broken(name: string, why: string, cause?: unknown): LoopForgeError {
  return new LoopForgeError(
    'event_invalid',
    `${name} cannot be used: ${why}. The runner sets it for every step: run LoopForge with "uses:" in a workflow, and do not overwrite it.`,
    { cause },
  );
}
