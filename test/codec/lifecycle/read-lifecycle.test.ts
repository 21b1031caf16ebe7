import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readLifecycle } from '../../../src/codec/lifecycle/read-lifecycle.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import { sampleContexts, wrapped } from '../sample-contexts.ts';

const SMALL = {
  name: 'docs',
  initial: 'open',
  states: {
    open: {
      when: 'true',
      trigger: 'issue.opened',
      to: { review: { if: ' pull_request.active ', trigger: 'pr.opened' } },
    },
    review: { role: 'approved', when: true, gate: true, per: 'head', to: { open: null, review: null, done: {} } },
    done: {
      on: 'release.published',
      when: "issue.state == 'closed'",
      terminal: true,
      description: 'The end.',
      to: null,
    },
  },
};

const problemsOf = (data: unknown): readonly string[] => {
  try {
    readLifecycle(data);
  } catch (error) {
    if (!(error instanceof LoopForgeError) || error.code !== 'lifecycle_invalid') throw error;
    return error.message.split('\n- ').slice(1);
  }
  throw new Error('nothing was thrown');
};

/** The small lifecycle with one state changed. */
const withState = (name: string, state: unknown) => ({ ...SMALL, states: { ...SMALL.states, [name]: state } });

describe('readLifecycle', () => {
  it('reads states and edges in file order, what is absent as null or false', () => {
    const lifecycle = readLifecycle(SMALL);
    expect(lifecycle).toMatchObject({ name: 'docs', initial: 'open' });
    expect(lifecycle.states.map((state) => state.name)).toEqual(['open', 'review', 'done']);
    const [open, review, done] = lifecycle.states;
    expect(open).toMatchObject({ gate: false, per: null, on: null, terminal: false, trigger: 'issue.opened' });
    expect(open?.to).toMatchObject([{ to: 'review', if: { text: 'pull_request.active' }, trigger: 'pr.opened' }]);
    expect(review).toMatchObject({ gate: true, per: 'head', when: { text: 'true' }, trigger: null });
    expect(done).toMatchObject({ on: 'release.published', terminal: true, to: [] });
    expect(done?.when?.evaluate(sampleContexts()).value).toBe(false);
  });

  it('drops an edge from a state to itself without a guard, and keeps one with a guard', () => {
    const [, review] = readLifecycle(SMALL).states;
    expect(review?.to.map((edge) => edge.to)).toEqual(['open', 'done']);
    const guarded = readLifecycle(withState('review', { to: { review: { if: 'checks.ok' }, done: false } }));
    expect(guarded.states[1]?.to).toMatchObject([{ to: 'review', if: { text: 'checks.ok' } }]);
  });

  it('reads a state without when as one that only an assertion enters', () => {
    expect(readLifecycle(withState('done', null)).states[2]).toMatchObject({ when: null, to: [] });
  });

  it('compiles a condition that stands in several places once', () => {
    const when = "checks.state == 'success'";
    const { states } = readLifecycle(withState('open', { when, to: { review: { if: when } } }));
    expect(states[0]?.when).toBe(states[0]?.to[0]?.if);
  });
});

describe('a list of edges to one target', () => {
  const edges = (open: unknown) => readLifecycle(withState('done', { to: { open, review: null } })).states[2]?.to;

  it('stands in its order, each with guard and trigger of its own', () => {
    expect(edges([{ if: 'checks.ok', trigger: 'a' }, { trigger: 'b' }])).toMatchObject([
      { to: 'open', if: { text: 'checks.ok' }, trigger: 'a' },
      { to: 'open', if: null, trigger: 'b' },
      { to: 'review', if: null, trigger: null },
    ]);
  });

  it('from a state to itself loses those without a guard', () => {
    const list = [{ if: 'checks.ok' }, { trigger: 'x' }];
    expect(readLifecycle(withState('done', { to: { done: list } })).states[2]?.to).toMatchObject([
      { to: 'done', if: { text: 'checks.ok' } },
    ]);
  });

  it.each([
    ['an empty one', [], 'states.done.to.open: is an empty list'],
    ['one with an edge that is never taken', [null, { if: 'checks.ok' }], 'states.done.to.open[0]: has no `if`'],
    ['one with no edge in it', [false], 'states.done.to.open[0]: an edge'],
    ['a list in a list', [[null]], 'states.done.to.open[0]: an edge'],
    [
      'a trap in the second',
      [{ if: 'checks.ok' }, { if: '!checks.failed' }],
      'states.done.to.open[1].if: checks.failed',
    ],
  ])('is refused: %s', (_, open, expected) => {
    expect(problemsOf(withState('done', { to: { open } }))).toEqual([expect.stringContaining(expected)]);
  });
});

describe('roles', () => {
  const rolesOf = (states: object) => {
    const [initial = ''] = Object.keys(states);
    return readLifecycle({ name: 'x', initial, states }).states.map(({ role }) => role);
  };

  it('come with a built-in name, unless the state says another', () => {
    expect(rolesOf({ issue_created: null, merged: null, closed: { role: 'passed' }, mine: null })).toEqual([
      null,
      'merged',
      'passed',
      null,
    ]);
    expect(rolesOf({ a: null, constructor: null })).toEqual([null, null]);
  });

  it('of a list may stand several times, but for those that are one moment', () => {
    expect(rolesOf({ lint: { role: 'checking' }, test: { role: 'checking' } })).toEqual(['checking', 'checking']);
  });

  it.each([
    [
      'an unknown one',
      { a: { role: 'mergd' } },
      'states.a.role: "mergd" is not a role; did you mean "merged"? Accepted: queued, proposed',
    ],
    ['one that is no text', { a: { role: true } }, 'states.a.role: true is not a role. Accepted: queued, proposed'],
    ['two merges', { a: { role: 'merged' }, b: { role: 'merged' } }, 'states.b.role: only one state can have'],
    ['two proposals', { a: { role: 'proposed' }, pr_created: null }, 'a state named "pr_created" has it unless'],
    ['a gate that means nothing', { a: { gate: true, when: true } }, 'states.a.role: a gate needs a role'],
  ])('are refused: %s', (_, states, expected) => {
    expect(problemsOf({ name: 'x', initial: Object.keys(states)[0], states })).toEqual([
      expect.stringContaining(expected),
    ]);
  });
});

describe('the hash of a lifecycle', () => {
  /** Written out by hand, in the key order of RFC 8785. */
  const canonical =
    '{"initial":"open","states":[{"gate":false,"name":"open","on":null,"per":null,"role":null,"terminal":false,' +
    '"to":[{"if":"pull_request.active","to":"review","trigger":"pr.opened"}],"trigger":"issue.opened","when":"true"},' +
    '{"gate":true,"name":"review","on":null,"per":"head","role":"approved","terminal":false,' +
    '"to":[{"if":null,"to":"open","trigger":null},{"if":null,"to":"done","trigger":null}],"trigger":null,"when":"true"},' +
    '{"gate":false,"name":"done","on":"release.published","per":null,"role":null,"terminal":true,' +
    `"to":[],"trigger":null,"when":"issue.state == 'closed'"}]}`;

  it('is that of its canonical text', () => {
    const expected = createHash('sha256').update(`loopforge/lifecycle/v1\0${canonical}`).digest('base64url');
    expect(readLifecycle(SMALL).hash).toBe(expected);
  });

  it('does not depend on names, descriptions or white space around texts', () => {
    const other = withState('done', {
      ...SMALL.states.done,
      description: 'Something else',
      when: " issue.state == 'closed'\n",
    });
    expect(readLifecycle({ ...other, name: 'other' }).hash).toBe(readLifecycle(SMALL).hash);
  });

  it.each([
    ['a condition', { ...SMALL.states.done, when: "issue.state  == 'closed'" }],
    ['its wrapper', { ...SMALL.states.done, when: wrapped("issue.state == 'closed'") }],
    ['a flag', { ...SMALL.states.done, terminal: false }],
    ['the event', { ...SMALL.states.done, on: 'release' }],
    ['an edge', { ...SMALL.states.done, to: { open: null } }],
    ['a trigger', { ...SMALL.states.done, trigger: 'x' }],
    ['what it means', { ...SMALL.states.done, role: 'done' }],
    ['what the proof is about', { ...SMALL.states.done, per: 'pull_request' }],
  ])('depends on %s', (_, done) => {
    expect(readLifecycle(withState('done', done)).hash).not.toBe(readLifecycle(SMALL).hash);
  });

  it('depends on where an item begins', () => {
    expect(readLifecycle({ ...SMALL, initial: 'review' }).hash).not.toBe(readLifecycle(SMALL).hash);
  });

  it('depends on the order of edges to one target', () => {
    const list = [{ if: 'checks.ok' }, { if: 'pull_request.merged', trigger: 'x' }];
    const hashWith = (open: unknown) => readLifecycle(withState('done', { to: { open } })).hash;
    expect(hashWith(list)).not.toBe(hashWith(list.toReversed()));
    expect(hashWith(list.slice(0, 1))).toBe(hashWith(list[0]));
  });

  it('depends on the order of the states', () => {
    const { open, ...rest } = SMALL.states;
    expect(readLifecycle({ ...SMALL, states: { ...rest, open } }).hash).not.toBe(readLifecycle(SMALL).hash);
  });
});

describe('a lifecycle that cannot be used', () => {
  it.each([
    ['an unknown key', { ...SMALL, state: {} }, '"state" is not a key here; did you mean "states"?'],
    ['no name', { ...SMALL, name: undefined }, 'name: is missing'],
    ['a name that is none', { ...SMALL, name: 'My lifecycle' }, 'name: must be a name such as'],
    ['states as a list', { ...SMALL, states: ['open'] }, 'states: `states` must be a map, and is ["open"]'],
    ['no states at all', { ...SMALL, states: {} }, 'states: must hold at least one state'],
    [
      'no initial state',
      { ...SMALL, initial: undefined },
      'initial: must name the state that an item begins in, such as open',
    ],
    ['a misspelt initial state', { ...SMALL, initial: 'opn' }, 'initial: "opn" is not a state; did you mean "open"?'],
    ['a state that is a list', withState('done', []), 'states.done: a state must be a map, and is []'],
    [
      'an unknown key in a state',
      withState('done', { whn: 'true' }),
      'states.done: "whn" is not a key here; did you mean "when"?',
    ],
    ['a bad state name', withState('Done!', {}), 'states.Done!: the name of a state is made of'],
    ['a numeric state name', withState('1', {}), 'states.1: the name of a state is made of'],
    [
      'a state named __proto__',
      JSON.parse('{"name":"x","initial":"a","states":{"a":{},"__proto__":{}}}'),
      'states.__proto__: the name',
    ],
    [
      'a condition that does not parse',
      withState('done', { when: 'a.b' }),
      'states.done.when: The condition `a.b` cannot be used',
    ],
    [
      'a condition that is no text',
      withState('done', { when: 1 }),
      'states.done.when: must be a condition (a text), and is 1',
    ],
    [
      'an empty condition',
      withState('done', { when: '' }),
      'states.done.when: The condition `` cannot be used: it is empty',
    ],
    [
      'a trap in a condition',
      withState('done', { when: 'checks.fine' }),
      'states.done.when: "fine" is not a property of checks',
    ],
    [
      'a trap in a guard',
      withState('done', { to: { open: { if: '!checks.failed' } } }),
      'states.done.to.open.if: checks.failed is a list',
    ],
    ['a gate without a proof', withState('done', { role: 'merged', gate: true }), 'states.done: a gate needs a `when`'],
    [
      'a flag in quotes',
      withState('done', { terminal: 'true' }),
      'states.done.terminal: must be true or false, and is "true"',
    ],
    [
      'an unknown per',
      withState('done', { per: 'commit' }),
      'states.done.per: must be "head" or "pull_request", and is "commit"',
    ],
    ['an event that is none', withState('done', { on: 'Push!' }), 'states.done.on: must be an event such as'],
    ['a boolean from on:', withState('done', { on: true }), 'states.done.on: must be an event such as'],
    ['a trigger that is none', withState('done', { trigger: 'PR opened' }), 'states.done.trigger: must be a name'],
    [
      'a description that is no text',
      withState('done', { description: 5 }),
      'states.done.description: must be a text, and is 5',
    ],
    ['edges as a list', withState('done', { to: ['open'] }), 'states.done.to: `to` must be a map, and is ["open"]'],
    [
      'an unknown target',
      withState('done', { to: { opne: null } }),
      'states.done.to: "opne" is not a state; did you mean "open"? Accepted: open, review or done',
    ],
    [
      'an inherited target',
      withState('done', { to: { constructor: null } }),
      'states.done.to: "constructor" is not a state',
    ],
    [
      'an edge that is a text',
      withState('done', { to: { open: 'checks.ok' } }),
      'states.done.to.open: an edge (or nothing, or false, or a list of edges) must be a map',
    ],
    ['an edge that is true', withState('done', { to: { open: true } }), 'states.done.to.open: an edge'],
    [
      'an unknown key in an edge',
      withState('done', { to: { open: { when: 'true' } } }),
      'states.done.to.open: "when" is not a key here. Accepted: if or trigger',
    ],
    ['after without extends', withState('done', { after: 'open' }), 'states.done.after: `after` is for `extends`'],
  ])('is refused with its place: %s', (_, data, expected) => {
    const problems = problemsOf(data);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(expected);
  });

  it.each([null, undefined, [], 'strict', 5, new Date(0), new Map()])('is refused where it is no map: %j', (data) => {
    expect(() => readLifecycle(data)).toThrow('The lifecycle has 1 problem:\n- a lifecycle must be a map');
  });

  it('names everything that is wrong at once', () => {
    const states = { open: { when: 'x', per: 'y', to: { z: null } }, done: { gate: 'yes' } };
    expect(problemsOf({ name: 'bad', states })).toHaveLength(5);
  });

  it('parses trusted conditions only when they are evaluated', () => {
    const { states } = readLifecycle(withState('done', { when: 'check.ok' }), { trusted: true });
    expect(states[0]?.when?.evaluate(sampleContexts())).toEqual({ value: true, reads: {} });
    expect(() => states[2]?.when?.evaluate(sampleContexts())).toThrow('"check" is not a context');
  });
});
