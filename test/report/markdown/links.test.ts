import { describe, expect, test } from 'vitest';
import { commentLink, itemLink, runLink } from '../../../src/report/markdown/links.ts';

const REPO = 'https://github.com/acme/widgets';

describe('links go to the repository’s own server only', () => {
  test.each([
    ['https://github.com/acme/widgets/actions/runs/9', true],
    ['https://github.com/acme/widgets/actions/runs/9/attempts/2', true],
    ['https://github.com/acme/old-name/actions/runs/9', true],
    ['https://github.com.evil.example/acme/widgets/actions/runs/9', false],
    ['https://github.com@evil.example/acme/widgets/actions/runs/9', false],
    ['https://evil.example/acme/widgets/actions/runs/9', false],
    ['https://githab.com/acme/widgets/actions/runs/9', false],
    ['http://github.com/acme/widgets/actions/runs/9', false],
    ['https://github.com/acme/widgets/actions/runs/9)[x](https://evil.example', false],
    ['https://github.com/acme/widgets/actions/runs/9\n', false],
    ['https://github.com/acme/widgets/issues/9', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('run %j: %s', (url, linked) => {
    expect(runLink('log', { id: '9', attempt: 1, url }, REPO)).toBe(linked ? `[log](${url})` : 'log');
  });

  test.each([
    ['https://github.com/acme/widgets/issues/42#issuecomment-7', true],
    ['https://github.com/acme/widgets/pull/42#issuecomment-7', true],
    ['https://github.com/acme/others/issues/42#issuecomment-7', false],
    ['https://github.com/acme/gadgets/issues/42#issuecomment-7', false],
    ['https://github.com/acme/widgets-evil/issues/42#issuecomment-7', false],
    [null, false],
  ])('comment %j: %s', (url, linked) => {
    expect(commentLink('record', url, REPO)).toBe(linked ? `[record](${url})` : 'record');
  });

  test('a GitHub of one’s own with a port', () => {
    expect(itemLink('pull request', 43, 'https://ghes.example:8443/acme/widgets')).toBe(
      '[pull request 43](https://ghes.example:8443/acme/widgets/pull/43)',
    );
  });

  test.each(['', 'x', 'https://github.com', `${REPO}/`, `${REPO})`, 'ftp://github.com/acme/widgets'])(
    'nothing is linked where %j is said to be the repository',
    (repo) => {
      expect(itemLink('issue', 42, repo)).toBe('issue 42');
      expect(runLink('log', { id: '9', attempt: 1, url: `${REPO}/actions/runs/9` }, repo)).toBe('log');
      expect(commentLink('record', `${REPO}/issues/42#issuecomment-7`, repo)).toBe('record');
    },
  );

  test('no run, no link', () => {
    expect(runLink('log', null, REPO)).toBe('log');
  });
});
