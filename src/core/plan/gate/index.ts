export * from './asks-about.ts';
export * from './gate-answers.ts';
export * from './gate-metadata.ts';
export * from './recorded-vetoes.ts';
export * from './stance.ts';
