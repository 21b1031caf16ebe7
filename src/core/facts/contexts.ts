import type { JsonValue } from '../values/index.ts';
import type { Unavailable } from './facts.ts';

/** What conditions can read: one object per context. A property may be unavailable, which is not null. */
export type ContextValue = string | number | boolean | null | Unavailable | readonly ContextValue[] | ContextObject;
export interface ContextObject {
  readonly [key: string]: ContextValue;
}

export const CONTEXT_NAMES = ['github', 'issue', 'pull_request', 'checks', 'review', 'record'] as const;
export type ContextName = (typeof CONTEXT_NAMES)[number];
export type Contexts = { readonly [name in ContextName]: ContextObject };

/** The result of one evaluation and the facts it read on the way (dotted path → value). */
export interface ConditionVerdict {
  readonly value: boolean | Unavailable;
  readonly reads: { readonly [path: string]: JsonValue };
}
