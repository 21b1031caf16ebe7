export * from './config.ts';
export * from './hook-url.ts';
export * from './settings.ts';
export * from './settings-items.ts';
export * from './settings-kinds.ts';
export * from './settings-register.ts';
export * from './settings-size.ts';
