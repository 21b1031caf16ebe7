import { afterAll, beforeAll, test } from 'vitest';
import { describeWith } from '../support/engine.ts';
import type { Backend } from './backend.ts';
import { kills } from './kills.ts';
import { manyWriters } from './many-writers.ts';
import { ALL_KILLS, LONG_MS, STEPS_EACH } from './scale.ts';
import { stopsInTheMiddle } from './stops.ts';
import { WriterProgram } from './writer.ts';

interface WritersOptions {
  readonly hasServer: boolean;
  /** Of a server that takes long for each step: of the steps and kills only this part. */
  readonly share?: number;
}

/** What every store is held to where many write to it, some die and its server goes. */
export function describeWriters(backend: Backend, { hasServer, share = 1 }: WritersOptions): void {
  const stepsEach = Math.ceil(STEPS_EACH * share);
  const killed = Math.ceil(ALL_KILLS * share);
  const { name, engine } = backend;
  describeWith(engine === null ? [] : [engine], `many writers on ${name}`, () => {
    let program: WriterProgram;

    beforeAll(async () => {
      program = await WriterProgram.build();
    });
    afterAll(() => program?.[Symbol.asyncDispose]());

    test(`sixteen writers in four processes take ${stepsEach * 16} steps of one record`, { timeout: LONG_MS }, () =>
      manyWriters(backend, program, { stepsEach }),
    );

    test(`${killed} writers are killed in the middle`, { timeout: LONG_MS }, () => kills(backend, program, killed));

    for (const how of hasServer ? (['stop', 'kill'] as const) : []) {
      test(`the server goes in the middle and comes back (${how})`, { timeout: LONG_MS }, () =>
        stopsInTheMiddle(backend, how),
      );
    }
  });
}
