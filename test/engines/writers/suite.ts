import { afterAll, beforeAll, test } from 'vitest';
import { describeWith } from '../support/engine.ts';
import type { Backend } from './backend.ts';
import { kills } from './kills.ts';
import { manyWriters } from './many-writers.ts';
import { ALL_KILLS, LONG_MS, STEPS_EACH } from './scale.ts';
import { stopsInTheMiddle } from './stops.ts';
import { WriterProgram } from './writer.ts';

/** What every store is held to where many write to it, some die and its server goes. */
export function describeWriters(backend: Backend, { hasServer }: { readonly hasServer: boolean }): void {
  const { name, engine } = backend;
  describeWith(engine === null ? [] : [engine], `many writers on ${name}`, () => {
    let program: WriterProgram;

    beforeAll(async () => {
      program = await WriterProgram.build();
    });
    afterAll(() => program?.[Symbol.asyncDispose]());

    test(`sixteen writers in four processes take ${STEPS_EACH * 16} steps of one record`, { timeout: LONG_MS }, () =>
      manyWriters(backend, program, { stepsEach: STEPS_EACH }),
    );

    test(`${ALL_KILLS} writers are killed in the middle`, { timeout: LONG_MS }, () => kills(backend, program));

    for (const how of hasServer ? (['stop', 'kill'] as const) : []) {
      test(`the server goes in the middle and comes back (${how})`, { timeout: LONG_MS }, () =>
        stopsInTheMiddle(backend, how),
      );
    }
  });
}
