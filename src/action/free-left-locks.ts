import { freeLocks } from '../compose/action/index.ts';
import { type Env, readContext, variableOf } from './inputs/index.ts';
import { actionsRunner } from './runner/index.ts';

/** Frees the locks that the journal of the main step names. Never red: a lock runs out by itself. */
export async function freeLeftLocks(env: Env, left: string): Promise<void> {
  const runner = actionsRunner();
  const log = (line: string): void => runner.log(line);
  try {
    const token = env[variableOf('github-token')]?.trim() ?? '';
    if (token !== '') runner.mask(token);
    const { endpoints, owner, repo } = readContext(env);
    const debug = (line: string): void => runner.debug(line);
    await freeLocks(left, { token, endpoints, owner, repo, configPath: '', log, debug });
  } catch (error) {
    log(`What the main step left behind could not be freed: ${String(error)}`);
  }
}
