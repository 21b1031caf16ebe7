export * from './asking.ts';
export * from './no-gate-answer.ts';
export * from './until-silent.ts';
export * from './with-answers.ts';
