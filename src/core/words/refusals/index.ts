export * from './override-advice.ts';
export * from './refusal-words.ts';
export * from './refused-act.ts';
export * from './remedy-words.ts';
export * from './veto-reason.ts';
