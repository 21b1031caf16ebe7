import type { BulkGitHub } from '../../src/adapters/github/github.ts';
import { effectRunners } from '../../src/compose/github/effect-runners.ts';
import { appendedBy, type ItemResult } from '../../src/core/outcome/result.ts';
import type { Target } from '../../src/core/ports/reading.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import type { Verification } from '../../src/core/verify/register/verification.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { renderSegment } from '../../src/report/comment/segment-view.ts';
import { scanStored } from '../../src/usecase/comment-store/scan-stored.ts';
import { HeadMemory } from '../../src/usecase/item-state/head-memory.ts';
import type { ItemPorts, ItemRequest } from '../../src/usecase/item-state/ports.ts';
import { sweep } from '../../src/usecase/many/sweep.ts';
import { track } from '../../src/usecase/many/track.ts';
import { verifyOne } from '../../src/usecase/verify/verify-item.ts';
import { someContext } from '../core/sample-facts.ts';
import { countingRandom } from '../support/arbitraries.ts';

/** What is done with a repository; nothing is written. */
export type Deed =
  | { readonly kind: 'track'; readonly target: Target }
  | { readonly kind: 'sweep' }
  /** All records are listed, those of these items among them. */
  | { readonly kind: 'list'; readonly numbers: readonly number[] }
  | { readonly kind: 'verify'; readonly number: number; readonly runs?: true };

/** What came of it for one item: what would be appended to its record, or what verifying it found. */
export interface Came {
  /** The item's number, or what else the result is about. */
  readonly subject: string;
  readonly outcome: string;
  readonly entries: readonly Entry[];
  /** Of a verification: the codes of what failed. */
  readonly failed: readonly string[];
}

/** What a deed is done with. */
export interface Hands {
  readonly github: BulkGitHub;
  readonly settings: SettingsPatch;
}

export async function carryOut(deed: Deed, { github, settings }: Hands): Promise<readonly Came[]> {
  const ask = { ...REQUEST, inputs: settings };
  switch (deed.kind) {
    case 'track':
      return allOf(track(portsOver(github), ask, [deed.target]));
    case 'sweep':
      return allOf(sweep(portsOver(github), { ...ask, occasion: 'sweep' }, github));
    case 'list':
      return listed(github, settings, deed.numbers);
    case 'verify':
      return [verified(deed.number, await verify(github, settings, deed))];
  }
}

async function allOf(results: AsyncIterable<ItemResult>): Promise<readonly Came[]> {
  const all: Came[] = [];
  for await (const result of results) {
    const { subject, outcome } = result;
    if (result.outcome === 'failed' && result.reason === 'internal') throw result.error;
    const name = subject.kind === 'run' ? 'run' : `#${subject.number}`;
    all.push({ subject: name, outcome, entries: appendedBy(result), failed: [] });
  }
  return all;
}

/** A list that comes to its end says of every item whether it has a record. */
async function listed(github: BulkGitHub, inputs: SettingsPatch, numbers: readonly number[]): Promise<readonly Came[]> {
  const { configPath, configNamed } = REQUEST;
  const found = new Map<string, Came>();
  for await (const each of scanStored(github, { inputs, configPath, configNamed }, 'acme/widgets')) {
    const subject = `#${('problem' in each ? each.id : each.record_id).split('#')[1]}`;
    const cameTo =
      'problem' in each ? { outcome: 'failed', entries: [] } : { outcome: 'record', entries: entriesOf(each) };
    found.set(subject, { subject, ...cameTo, failed: [] });
  }
  return numbers.map((number) => {
    const subject = `#${number}`;
    return found.get(subject) ?? { subject, outcome: 'no record', entries: [], failed: [] };
  });
}

async function verify(
  github: BulkGitHub,
  inputs: SettingsPatch,
  { number, runs }: Extract<Deed, { kind: 'verify' }>,
): Promise<Verification | null> {
  const ports = { github, inputs, configPath: REQUEST.configPath, configNamed: false, context: REQUEST.context };
  const asked = { ...ports, ...(runs === true ? {} : { runs: false as const }) };
  const result = await verifyOne({ ...asked, render: renderRecord, renderSegment, log: () => {} }, number);
  return result.kind === 'verified' ? result.verification : null;
}

function verified(number: number, found: Verification | null): Came {
  const findings = found?.checks.flatMap((check) => check.findings) ?? [];
  const failed = findings.filter(({ gravity }) => gravity === 'fail').map(({ code }) => code);
  return { subject: `#${number}`, outcome: found?.verdict ?? 'no record', entries: [], failed };
}

const REQUEST = {
  event: { name: 'schedule', action: null, sender: null, payload: {} },
  context: someContext(),
  occasion: 'named',
  assertion: null,
  inputs: {},
  configPath: '.github/loopforge.yml',
  configNamed: false,
  dryRun: true,
  fork: false,
} satisfies ItemRequest;

function portsOver(github: BulkGitHub): ItemPorts {
  return {
    github,
    atOnce: github.atOnce,
    effects: effectRunners(github),
    heads: new HeadMemory(),
    locks: github,
    timer: { elapsed: () => 0, sleep: async () => {} },
    journal: { note: () => {}, forget: () => {} },
    isCancelled: () => false,
    render: () => '',
    renderSegment: () => '',
    random: countingRandom(),
    log: () => {},
  };
}
