import { readFileSync } from 'node:fs';

/** Every trigger that the two built-in lifecycles name, and the one that a step back into `ci_pending` has by rule. */
export const STANDARD_TRIGGERS: ReadonlySet<string> = new Set([
  ...['standard', 'strict'].flatMap((name) => {
    const text = readFileSync(new URL(`../../lifecycles/${name}.yml`, import.meta.url), 'utf8');
    return [...text.matchAll(/trigger: ([a-z_]+\.[a-z_]+)/g)].map(([, trigger = '']) => trigger);
  }),
  'ci.restarted',
]);
