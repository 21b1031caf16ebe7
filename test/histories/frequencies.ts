import type { Census, Share, ShareName } from './census.ts';

/** How often it is so in real repositories: of some 3,900 closed issues, 8,800 pull requests and 7,000 merges. */
export const WANTED: { readonly [name in ShareName]: number } = {
  'closed issues: by hand, without a pull request': 0.63,
  'of those: assigned': 0.06,
  'closed issues: within 7 days of a merge that only mentions them': 264 / 3945,
  'closed issues: by a commit': 0.03,
  'of those: before the merge shows': 0.41,
  'closed issues: only withdrawn pull requests': 0.02,
  'issues with a pull request: several': 50 / 1481,
  'pull requests: to another base': 666 / 8821,
  'pull requests: drafts': 292 / 8821,
  'pull requests: reopened': 85 / 8821,
  'merges: within 2 minutes of the last push': 0.067,
  'merges: within 20 minutes of the last push': 0.187,
  'merges: without an approval by a writer': 0.53,
};

/** Chance may miss a share by four standard deviations, and the generator by a tenth of it. */
export function isNear({ count, of }: Share, wanted: number): boolean {
  const deviation = Math.sqrt((wanted * (1 - wanted)) / Math.max(1, of));
  return Math.abs(count / of - wanted) <= 4 * deviation + wanted / 10;
}

/** Measured beside wanted, one line each. */
export function frequencyLines(census: Census): readonly string[] {
  return namesOf(census).map((name) => {
    const { count, of } = census[name];
    const [measured, wanted] = [count / of, WANTED[name]].map((part) => `${(100 * part).toFixed(1)} %`);
    return `${name.padEnd(66)}${measured?.padStart(7)}  wanted ${wanted?.padStart(6)}  (${count} of ${of})`;
  });
}

/** Names of the shares that are too far from what is wanted. */
export function strays(census: Census): readonly ShareName[] {
  return namesOf(census).filter((name) => !isNear(census[name], WANTED[name]));
}

function namesOf(census: Census): readonly ShareName[] {
  return Object.keys(census).filter((name): name is ShareName => Object.hasOwn(WANTED, name));
}
