import { type FieldNode, Kind, parse, type SelectionSetNode, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ALL_QUERIES } from '../all-queries.ts';

/** Lists that need not say whether there is more, each with the reason. */
const BOUNDED: { readonly [name: string]: string } = {
  closed: 'only the last close counts',
  autoMergeEvents: 'only the last word counts',
  queueEvents: 'only the last word counts, and what a merge itself adds to it',
  commits: 'the head is the last one',
  recent: 'what it shows and `old` shows is held against the count of `old`',
  pulls: 'shows in full the first of those that `linked` names',
  others: 'shows the first of those that `linked` names',
  closingIssuesReferences: 'shows in full the first of those that `closing` names',
  reactors: 'only reactions of the last seconds count, and those are the last ones',
  first: 'shows in full the first of those that `all` names',
};

interface Asked {
  readonly name: string;
  readonly tells: boolean;
}

/** Every list that a query asks for a part of, and whether the answer tells if there is more. */
function listsIn(text: string): readonly Asked[] {
  const found: Asked[] = [];
  visit(parse(text), {
    Field(field) {
      const isPart = (field.arguments ?? []).some(({ name }) => name.value === 'first' || name.value === 'last');
      if (isPart) found.push({ name: field.alias?.value ?? field.name.value, tells: tellsOf(field) });
    },
  });
  return found;
}

/** A page that is asked from its end has the rest before it. */
function tellsOf(field: FieldNode): boolean {
  const fromEnd = field.arguments?.some(({ name }) => name.value === 'last') === true;
  const info = fieldsOf(field.selectionSet).find(({ name }) => name.value === 'pageInfo');
  const asked = fieldsOf(info?.selectionSet).map(({ name }) => name.value);
  const counts = fieldsOf(field.selectionSet).some(({ name }) => name.value === 'totalCount');
  return counts || asked.includes(fromEnd ? 'hasPreviousPage' : 'hasNextPage') || spreadsPage(field.selectionSet);
}

/** The fragments `Checks` and `Page` begin with `pageInfo`. */
function spreadsPage(set: SelectionSetNode | undefined): boolean {
  return (set?.selections ?? []).some(
    (one) => one.kind === Kind.FRAGMENT_SPREAD && ['Checks', 'Page'].includes(one.name.value),
  );
}

function fieldsOf(set: SelectionSetNode | undefined): readonly FieldNode[] {
  return (set?.selections ?? []).filter((one) => one.kind === Kind.FIELD);
}

const unbounded = (text: string): readonly string[] =>
  listsIn(text)
    .filter(({ name, tells }) => !tells && !Object.hasOwn(BOUNDED, name))
    .map(({ name }) => name);

describe('every list that is asked for in part', () => {
  it.each(ALL_QUERIES)('tells in $name whether there is more, or need not', ({ text }) => {
    expect(unbounded(text)).toEqual([]);
  });

  it('stands among those that need not only if it is asked so', () => {
    const silent = new Set(
      ALL_QUERIES.flatMap(({ text }) => listsIn(text)).flatMap(({ name, tells }) => (tells ? [] : [name])),
    );
    expect([...silent].sort()).toEqual(Object.keys(BOUNDED).sort());
  });

  it('is found out where it says nothing', () => {
    expect(unbounded('{ a: things(first: 5) { nodes { id } } }')).toEqual(['a']);
    expect(unbounded('{ things(last: 5) { pageInfo { hasNextPage } nodes { id } } }')).toEqual(['things']);
    expect(unbounded('{ things(first: $n) { nodes { more(last: 1) { nodes { id } } } } }')).toEqual(['things', 'more']);
    expect(unbounded('{ things(first: 5) { totalCount } }')).toEqual([]);
  });

  it('spreads a page that does say it', () => {
    for (const { text } of ALL_QUERIES) {
      for (const fragment of text.matchAll(/fragment (?:Checks|Page) on \w+ \{\s*(\w+)/g)) {
        expect(fragment[1]).toBe('pageInfo');
      }
    }
  });
});
