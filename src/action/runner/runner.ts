import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';
import * as core from '@actions/core';
import type { Annotation, Outputs } from '../outputs/index.ts';
import { plainLog } from './plain-log.ts';
import { limitSummary } from './summary-limit.ts';

/** The runner takes 1 MiB of summary from a step. */
const SUMMARY_LIMIT = 1024 * 1024;

/** What a step can tell the runner. */
export interface Runner {
  readonly isDebug: boolean;
  mask(secret: string): void;
  log(text: string): void;
  debug(text: string): void;
  annotate(annotations: readonly Annotation[]): void;
  setOutputs(outputs: Outputs): void;
  /** Never fails: a summary that cannot be written is no reason to fail a job that did its work. */
  writeSummary(markdown: string): void;
  /** Keeps a value for the same step's `post`. */
  saveState(name: string, value: string): void;
  /** The step ends red, once everything else is done. */
  fail(): void;
}

/** The runner of GitHub Actions, by way of `@actions/core`. */
export function actionsRunner(): Runner {
  return {
    isDebug: core.isDebug(),
    mask: (secret) => core.setSecret(secret),
    log: (text) => core.info(plainLog(text)),
    debug: (text) => {
      if (core.isDebug()) core.debug(text);
    },
    annotate: (annotations) => annotations.forEach(print),
    setOutputs: (outputs) => {
      for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
    },
    writeSummary,
    saveState: (name, value) => core.saveState(name, value),
    fail: () => {
      process.exitCode = core.ExitCode.Failure;
    },
  };
}

function print({ level, title, message }: Annotation): void {
  const printers = { error: core.error, warning: core.warning, notice: core.notice };
  printers[level](message, { title });
}

/** The toolkit's own way loads Node's file system once more, in promises, to append one text to one file. */
function writeSummary(markdown: string): void {
  const path = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  try {
    if (path === '') throw new Error('GITHUB_STEP_SUMMARY is not set');
    appendFileSync(path, `${limitSummary(markdown, SUMMARY_LIMIT)}${EOL}`);
  } catch (cause) {
    core.info(`The job summary could not be written: ${plainLog(String(cause))}`);
  }
}
