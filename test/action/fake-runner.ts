import type { Annotation } from '../../src/action/outputs/annotations.ts';
import type { Outputs } from '../../src/action/outputs/outputs.ts';
import type { Runner } from '../../src/action/runner/runner.ts';

/** A runner that keeps what it is told. */
export interface FakeRunner extends Runner {
  readonly masks: string[];
  readonly logged: string[];
  readonly debugged: string[];
  readonly annotations: Annotation[];
  readonly outputs: Partial<Outputs>;
  readonly summaries: string[];
  readonly red: boolean;
}

export function fakeRunner(broken: Partial<Runner> = {}): FakeRunner {
  const kept = {
    masks: [] as string[],
    logged: [] as string[],
    debugged: [] as string[],
    annotations: [] as Annotation[],
    outputs: {} as Partial<Outputs>,
    summaries: [] as string[],
    red: false,
  };
  return {
    isDebug: false,
    mask: (secret) => kept.masks.push(secret),
    log: (text) => kept.logged.push(text),
    debug: (text) => kept.debugged.push(text),
    annotate: (annotations) => kept.annotations.push(...annotations),
    setOutputs: (outputs) => Object.assign(kept.outputs, outputs),
    writeSummary: (markdown) => {
      kept.summaries.push(markdown);
    },
    saveState: () => {},
    fail: () => {
      kept.red = true;
    },
    ...broken,
    masks: kept.masks,
    logged: kept.logged,
    debugged: kept.debugged,
    annotations: kept.annotations,
    outputs: kept.outputs,
    summaries: kept.summaries,
    get red() {
      return kept.red;
    },
  };
}
