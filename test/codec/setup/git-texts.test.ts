import { describe, expect, test } from 'vitest';
import { defaultBranchOf, isGitHubCom, originHost, packedBranches } from '../../../src/codec/setup/git-texts.ts';

describe('the default branch', () => {
  const NONE = { originHead: null, head: null, branches: [] };

  test.each([
    [
      'of the origin',
      { ...NONE, originHead: 'ref: refs/remotes/origin/trunk\n', head: 'ref: refs/heads/x\n', branches: ['x'] },
      'trunk',
    ],
    ['of the origin, with a slash', { ...NONE, originHead: 'ref: refs/remotes/origin/rel/1\n' }, 'rel/1'],
    ['the only one', { ...NONE, head: 'ref: refs/heads/master\n', branches: ['master'] }, 'master'],
    ['the only one, loose and packed', { ...NONE, head: 'ref: refs/heads/a\n', branches: ['a', 'a'] }, 'a'],
    ['the one that the first commit will make', { ...NONE, head: 'ref: refs/heads/main\n' }, 'main'],
    ['not told by one of several', { ...NONE, head: 'ref: refs/heads/fix\n', branches: ['fix', 'main'] }, null],
    ['not told without a branch', { ...NONE, head: `${'a'.repeat(40)}\n`, branches: ['main'] }, null],
    ['not told where references stand in a table', { ...NONE, head: 'ref: refs/heads/.invalid\n' }, null],
    ['not told by nothing', NONE, null],
  ])('%s', (_, texts, branch) => {
    expect(defaultBranchOf(texts)).toBe(branch);
  });

  test('packed branches are those among all references', () => {
    const text = `# pack-refs with: peeled fully-peeled sorted\n${'a'.repeat(40)} refs/heads/main\n${'b'.repeat(40)} refs/tags/v1\n^${'c'.repeat(40)}\n${'d'.repeat(40)} refs/heads/fix/1\n`;
    expect(packedBranches(text)).toEqual(['main', 'fix/1']);
  });
});

describe('the host of the origin', () => {
  const config = (url: string): string =>
    `[core]\n\tbare = false\n[remote "fork"]\n\turl = https://fork.example/x.git\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n`;

  test.each([
    ['git@github.com:acme/widgets.git', 'github.com'],
    ['github.com:acme/widgets.git', 'github.com'],
    ['https://github.com/acme/widgets', 'github.com'],
    ['https://hubot@GitHub.com/acme/widgets.git', 'github.com'],
    ['ssh://git@ssh.github.com:443/acme/widgets.git', 'ssh.github.com'],
    ['git@ghe.example.com:acme/widgets.git', 'ghe.example.com'],
    ['https://ghe.example.com:8443/acme/widgets.git', 'ghe.example.com'],
    ['"git@github.com:acme/widgets.git"', 'github.com'],
    ['/srv/git/widgets.git', null],
    ['../widgets.git', null],
    ['C:\\\\git\\\\widgets', null],
    ['file:///srv/git/widgets.git', null],
  ])('%s', (url, host) => {
    expect(originHost(config(url))).toBe(host);
  });

  test('there is none without that remote', () => {
    expect(originHost('')).toBeNull();
    expect(originHost('[remote "fork"]\n\turl = git@github.com:acme/widgets.git\n')).toBeNull();
    expect(originHost('[remote "origin"]\n\tfetch = x\n[remote "fork"]\n\turl = git@github.com:a/b.git\n')).toBeNull();
  });

  test.each([
    ['github.com', true],
    ['ssh.github.com', true],
    ['github.com-work', true],
    ['work', true],
    ['ghe.example.com', false],
    ['github.com.example.org', false],
    ['notgithub.com', false],
  ])('%s is github.com: %j', (host, is) => {
    expect(isGitHubCom(host)).toBe(is);
  });
});
