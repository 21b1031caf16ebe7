export * from './mirror-connections.ts';
export * from './mirror-problems.ts';
export * from './mirror-secrets.ts';
