import type { StageOptions } from '../e2e/stage.ts';

/** Which way attacks run: in this process, or through the built bundle (`ATTACKS_AS=bundle`), each step a process. */
export const AS: NonNullable<StageOptions['as']> = process.env['ATTACKS_AS'] === 'bundle' ? 'bundle' : 'source';
