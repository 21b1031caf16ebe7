import { describe, expect, it } from 'vitest';
import { compileCondition } from '../../../../src/codec/lifecycle/condition/condition.ts';
import { conditionFindings } from '../../../../src/codec/lifecycle/condition/findings.ts';
import type { ContextObject } from '../../../../src/core/facts/contexts.ts';
import { sampleContexts } from '../../sample-contexts.ts';

describe('conditionFindings', () => {
  it.each([
    'true',
    'issue.assignees[0] || pull_request.active',
    "issue.state == 'open' && !issue.number",
    "contains(issue.labels, 'bug') && contains(github.event.issue.labels.*.name, 'bug')",
    "join(checks.failed) != '' && join(review.*) == ''",
    'checks.total == 0 && review.requested == 0 && pull_request.draft == false && checks.ok != true',
    'issue.number != 0 && issue.title != false && issue.number == true',
    "github.event_name == 'push' && github.event.ref && github.event['pull_request'].draft",
    "issue[github.event.x] && issue.labels[record.cycle] == 'bug'",
    "record.labels.team == 'core'",
    "fromJSON('{}').x.y == false",
    'toJSON(issue.title) == \'""\'',
    "startsWith(issue.labels[0], 'a') == false",
  ])('has nothing against `%s`', (text) => {
    expect(conditionFindings(text)).toEqual([]);
  });

  it.each([
    ['checks.nope', '"nope" is not a property of checks'],
    ['checks.sate', 'did you mean "state"?'],
    ["checks['faild'][0]", '"faild" is not a property of checks; did you mean "failed"?'],
    ['issue.state.name', 'issue.state is a text and has no members'],
    ['issue.assignees.login', 'issue.assignees is a list of texts: write issue.assignees[0]'],
    ['issue.assignees[0].login', 'issue.assignees[0] is a text and has no members'],
    ['!checks.constructor', '"constructor" is not a property of checks'],
    ['contains(toJSON(review.desision), 1)', 'did you mean "decision"?'],
    ['github.actr', '"actr" is not a property of github; did you mean "actor"?'],
  ])('knows which properties there are: %s', (text, expected) => {
    expect(conditionFindings(text)).toHaveLength(1);
    expect(conditionFindings(text)[0]).toContain(expected);
  });

  it.each([
    ['checks.*', 'checks.*'],
    ['!github.event.issue.labels.*.name', 'github.event.issue.labels.*.name'],
    ['pull_request.active && (issue.labels.*)', 'issue.labels.*'],
    ['(issue.labels.* && checks.ok) == true', 'issue.labels.*'],
    ['checks.failed || checks.ok', 'checks.failed'],
    ['!issue.assignees', 'issue.assignees'],
    ['pull_request && checks.ok', 'pull_request'],
    ['!github.event', 'github.event'],
    ['record.labels || checks.ok', 'record.labels'],
  ])('finds a truth value that is always true: %s', (text, path) => {
    expect(conditionFindings(text)).toHaveLength(1);
    expect(conditionFindings(text)[0]).toMatch(new RegExp(`^${path.replaceAll(/[.*]/g, '\\$&')} .*always true`));
  });

  it('does not mind a list that is no truth value', () => {
    expect(conditionFindings("(checks.ok && issue.labels.*) == 'x'")).toEqual([]);
  });

  it.each([
    ['issue.number == 0', 'issue.number', 'issue.number == 0', '!issue.number'],
    ["'' == issue.title", 'issue.title', "issue.title == ''", '!issue.title'],
    ['review.decision == false', 'review.decision', 'review.decision == false', '!review.decision'],
    ['(record.state) != true', 'record.state', 'record.state != true', '!record.state'],
    ['github.event.pull_request.draft == false', 'github.event.pull_request.draft', '== false', '!github.event'],
    ["issue.assignees[0] == ''", 'issue.assignees[0]', "== ''", '!issue.assignees[0]'],
    ['checks.ok && !(pull_request.base == false)', 'pull_request.base', '== false', '!pull_request.base'],
  ])('finds a comparison that null passes: %s', (text, path, written, meant) => {
    const [finding, ...more] = conditionFindings(text);
    expect(more).toEqual([]);
    expect(finding).toContain(written);
    expect(finding).toContain(`write ${meant}`);
    expect(finding).toContain(`toJSON(${path}) == '`);
  });

  it.each([
    ['github.event.draft == false', false],
    ['github.event.draft != true', false],
    ['github.event.draft == 0', 0],
    ["github.event.draft == ''", ''],
  ])('offers a form that only the value itself passes: %s', (text, value) => {
    const safe = /toJSON\(.*'/.exec(conditionFindings(text)[0] ?? '')?.[0] ?? '';
    expect(conditionFindings(safe)).toEqual([]);
    const withDraft = (event: ContextObject) => sampleContexts({ github: { event } });
    expect(compileCondition(safe).evaluate(withDraft({ draft: value })).value).toBe(true);
    for (const event of [{}, { draft: null }]) {
      expect(compileCondition(text).evaluate(withDraft(event)).value, 'the trap').toBe(true);
      expect(compileCondition(safe).evaluate(withDraft(event)).value).toBe(false);
    }
  });

  it('throws where the text is no condition', () => {
    expect(() => conditionFindings('check.ok')).toThrow('"check" is not a context');
  });

  it('reports each finding once, all of them', () => {
    expect(conditionFindings('checks.nope && !checks.nope && issue.number == 0')).toHaveLength(2);
  });
});
