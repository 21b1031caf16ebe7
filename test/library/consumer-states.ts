// What the compiler knows of states and results: compiled by `tsc` against the source and by package.test.ts against the
// built declarations; it never runs. `LoopService<S>` is one of exactly these states, so that an assignment says "equal".
import {
  createRecord,
  defineLifecycle,
  type ErrorCode,
  type Guard,
  type GuardOptions,
  type Hook,
  type HookOptions,
  type HookResult,
  type Lifecycle,
  type LoopRecord,
  LoopService,
  type LoopServiceOptions,
  LoopState,
  MemoryRepository,
  observe,
  type ProposedTransition,
  plan,
  type ReasonCode,
  readRecord,
  type Transition,
  type TransitionEvent,
  type TransitionFailure,
  type TransitionResult,
} from 'loopforge';

type Docs = 'open' | 'done';

const docs = defineLifecycle({
  name: 'docs',
  initial: 'open',
  states: {
    open: { when: true, to: { done: { if: 'pull_request.merged' } } },
    done: { when: "issue.state == 'closed'", terminal: true },
  },
});
const released = defineLifecycle({
  extends: 'standard',
  states: {
    released: { after: 'merged', to: { closed: null } },
    merged: { to: { released: null, closed: false } },
  },
});
declare const fromFile: Lifecycle;

// A lifecycle knows its states, also those that it changes; it may stand wherever any lifecycle may.
export const initial: Docs = docs.initial;
export const names: readonly (LoopState | 'released')[] = released.states.map(({ name }) => name);
export const anyLifecycle: Lifecycle = docs;
// @ts-expect-error it has another state besides
export const fewer: Lifecycle<'open'> = docs;
// @ts-expect-error so does this one
export const builtinOnly: Lifecycle<LoopState> = released;
// @ts-expect-error what was read from a file may have any states
export const readAsDocs: Lifecycle<Docs> = fromFile;
// @ts-expect-error misspelt
export const isOpen: boolean = docs.initial === 'opn';

export function usedFor(facts: Parameters<typeof observe>[0]['facts']): LoopRecord {
  observe({ facts, lifecycle: docs });
  plan({ facts, lifecycle: released });
  return createRecord({ ref: 'x' }, { lifecycle: docs });
}

// @ts-expect-error an edge to a misspelt state of one's own
defineLifecycle({ name: 'x', initial: 'a', states: { a: { to: { b: {} } } } });
// @ts-expect-error an edge to a misspelt state of the built-in lifecycle
defineLifecycle({ extends: 'strict', states: { released: { to: { clsed: null } } } });
// @ts-expect-error a built-in state, which a lifecycle of one's own does not have
defineLifecycle({ name: 'x', initial: 'a', states: { a: { to: { closed: null } } } });
// @ts-expect-error no lifecycle has this name
defineLifecycle({ extends: 'strickt', states: { released: { to: { closed: null } } } });

// A service has the states of its lifecycle: the built-in ones, one's own, or those of a file, which may be any text.
const plain = new LoopService();
const withoutLifecycle = new LoopService({ repository: new MemoryRepository(), hooks: [(event) => void event] });
const ofDocs = new LoopService({ lifecycle: docs });
const ofReleased = new LoopService({ lifecycle: released });
const ofFile = new LoopService({ lifecycle: fromFile });
export const services: [
  LoopService<LoopState>,
  LoopService<LoopState>,
  LoopService<Docs>,
  LoopService<LoopState | 'released'>,
  LoopService<string>,
] = [plain, withoutLifecycle, ofDocs, ofReleased, ofFile];
// @ts-expect-error without its lifecycle it would have others
export const bare: LoopService<Docs> = new LoopService({ repository: new MemoryRepository() });
// @ts-expect-error the same, said the other way
export const claimed = new LoopService<Docs>();
// @ts-expect-error it would take any text for a state
export const loose: LoopService<string> = ofDocs;
// @ts-expect-error it would take other states
export const others: LoopService = ofDocs;

export function withOptions(options: LoopServiceOptions): LoopService {
  return new LoopService(options);
}

export function withLifecycle<S extends string>(lifecycle: Lifecycle<S>): LoopService<S> {
  return new LoopService({ lifecycle, log: () => {} });
}

// A misspelt state does not compile.
export const taken: readonly Promise<unknown>[] = [
  plain.transition('loop-1', 'merged'),
  plain.transition('loop-1', LoopState.MERGED),
  plain.canTransition('loop-1', 'merged'),
  ofDocs.transition('loop-1', 'done'),
  ofReleased.transition('loop-1', 'released'),
  ofReleased.transition('loop-1', 'merged'),
  ofFile.transition('loop-1', 'mergd'),
  // @ts-expect-error misspelt
  plain.transition('loop-1', 'mergd'),
  // @ts-expect-error misspelt
  plain.canTransition('loop-1', 'mergd'),
  // @ts-expect-error a state of other lifecycles
  ofDocs.transition('loop-1', 'merged'),
  // @ts-expect-error misspelt
  ofReleased.canTransition('loop-1', 'realeased'),
];

// Hooks and guards are told in the states of the service; one that knows no states may be told of any.
const anyHook: Hook = ({ previousState, newState }) => console.log(previousState, newState);
const docsHook: Hook<Docs> = ({ newState }: TransitionEvent<Docs>) => console.log(newState);
const docsGuard: Guard<Docs> = ({ previousState, newState }) => previousState === 'open' && newState === 'done';
const withHooks = new LoopService({ lifecycle: docs, hooks: [anyHook, docsHook], guards: [docsGuard] });
export const sameStates: LoopService<Docs> = withHooks;
const withAnyHook = new LoopService({ hooks: [anyHook] });
export const builtinStates: LoopService = withAnyHook;
ofDocs.addHook(({ newState }) => void (newState === 'done'));
// @ts-expect-error misspelt
ofDocs.addHook(({ newState }) => void (newState === 'dnoe'));
const quick: HookOptions = { timeoutMs: 500 };
const careless: GuardOptions = { ...quick, failure: 'open' };
plain.addHook(anyHook, quick);
plain.addGuard(({ newState }: ProposedTransition<LoopState>) => newState !== 'merged' || 'not today', careless);
// @ts-expect-error there is no such failure
plain.addGuard(() => true, { failure: 'ajar' });
// @ts-expect-error a step that is only proposed has no entry yet
plain.addGuard(({ entry }) => entry === undefined);
export const entryOf = ({ entry }: TransitionEvent): Transition => entry;
// @ts-expect-error misspelt
ofDocs.addGuard(({ previousState }) => previousState !== 'opn');
// @ts-expect-error told of states that it does not know
plain.addHook(docsHook);
// @ts-expect-error the same, at once
export const wrongHook = new LoopService({ lifecycle: released, hooks: [docsHook] });

// A result is told by `success`, and a failure by its code.
type Equal<A, B> = [A, B] extends [B, A] ? true : false;
type Code = Exclude<TransitionResult['code'], null>;
export const codes: Equal<Code, 'record_not_found' | 'invalid_transition' | 'vetoed'> = true;
export const known: Equal<Code, Extract<Code, ErrorCode | ReasonCode>> = true;

/** Every result has them, whatever it came to; where nothing was stored nobody was told. */
export function unheard(result: TransitionResult): readonly string[] {
  const hooks: readonly HookResult[] = result.hooks;
  if (!result.success && result.hooks.length !== 0) return result.hooks;
  return hooks.flatMap((hook) => (hook.ok ? [] : [hook.message]));
}

export async function recordOf(id: string): Promise<LoopRecord | null> {
  const result = await ofDocs.transition(id, 'done');
  const general: TransitionResult = result;
  // @ts-expect-error whether there is a record is not known yet
  const early: LoopRecord = result.record;
  // @ts-expect-error misspelt
  if (result.newState === 'dnoe') return early;
  if (result.success) return onSuccess(result.record, result.previousState, result.newState, result.error);
  onFailure(result);
  return general.record;
}

function onSuccess(record: LoopRecord, from: Docs, to: Docs, error: null): LoopRecord {
  // @ts-expect-error `record.state` came out of a store, so it is any text
  const state: Docs = record.state;
  return error === null && from !== to ? record : readRecord(JSON.stringify({ ...record, state }));
}

function onFailure(failure: TransitionFailure): readonly [error: string, state: string | null, entered: null] {
  if (failure.code === 'record_not_found') return [failure.error, failure.record, failure.newState];
  const { record }: { readonly record: LoopRecord } = failure;
  // @ts-expect-error no step ends so
  if (failure.code === 'conflict') return ['', null, null];
  return [failure.error, failure.previousState === record.state ? failure.previousState : null, failure.newState];
}

// `readRecord` takes what a file or a database column holds.
export const read: readonly LoopRecord[] = [readRecord('{}'), readRecord(JSON.parse('{}'))];
