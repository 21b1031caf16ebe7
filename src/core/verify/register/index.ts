export * from './check-record.ts';
export * from './conclude.ts';
export * from './gathered.ts';
export * from './register.ts';
export * from './run-checks.ts';
export * from './verification.ts';
