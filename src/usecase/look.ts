import { triggersOf } from '../codec/event/event-triggers.ts';
import { builtinLifecycle } from '../codec/lifecycle/builtin-lifecycles.ts';
import type { RunContext, RunEvent } from '../core/facts/event.ts';
import type { Lifecycle } from '../core/lifecycle/lifecycle.ts';
import { plan } from '../core/plan/plan.ts';
import type { Assertion, Occasion, Plan } from '../core/plan/plan-types.ts';
import type { GitHubItems, Reading } from '../core/ports.ts';
import type { LawSettings, RunSettings, SettingsPatch } from '../core/settings.ts';
import { type Amends, findAmends } from './amends.ts';
import { completeFacts } from './complete-facts.ts';
import { keepersFor } from './keepers.ts';
import { refuseNewer } from './newer-record.ts';
import { searchRecord } from './search-record.ts';
import { settingsFor } from './settings-for.ts';
import type { StoredSearch } from './stored-record.ts';

/** What a run wants of every item it looks at. */
export interface Ask {
  readonly event: RunEvent;
  readonly context: RunContext;
  readonly occasion: Occasion;
  readonly assertion: Assertion | null;
  /** Settings given as inputs. */
  readonly inputs: SettingsPatch;
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly dryRun: boolean;
  /** A person changes a record with a token of their own: {@link keepersFor}. */
  readonly byHand?: boolean;
}

/** One look at an item: what GitHub says, what the record says, and what follows. Nothing is written yet. */
export interface Look {
  readonly reading: Reading;
  readonly law: LawSettings;
  readonly run: RunSettings;
  readonly configPath: string;
  readonly lifecycle: Lifecycle;
  readonly found: StoredSearch;
  readonly plan: Plan;
  readonly amends: Amends;
}

/** Is there anything to write? */
export function isPending({ plan, found, amends }: Look): boolean {
  return hasEntries({ plan, found, amends }) || amends.surplus.length > 0 || !amends.settled;
}

/** Is there anything to append to the record? */
export function hasEntries({ plan, found, amends }: Pick<Look, 'plan' | 'found' | 'amends'>): boolean {
  return plan.drafts.length > 0 || found.transferred || amends.notes.length > 0;
}

/** @throws LoopForgeError `config_invalid`, `input_invalid`, `record_unreadable`, and what GitHub answers. */
export async function lookAt(github: GitHubItems, ask: Ask, first: Reading): Promise<Look> {
  const { law, run } = await settingsFor(ask, first);
  const keepers = keepersFor(first, law, ask);
  const { reading, found } = await searchRecord(github, first, keepers);
  refuseNewer(found);
  const facts = await completeFacts(github, reading, found.stored?.record ?? null);
  const lifecycle = builtinLifecycle(law.lifecycle);
  const { event, context, occasion, assertion } = ask;
  const caused = isReplay(ask) ? [] : triggersOf(event, facts.issue === null ? 'pull_request' : 'issue');
  const planned = plan({
    lifecycle,
    facts,
    record: found.stored?.record ?? null,
    settings: law,
    event,
    context,
    occasion,
    assertion,
    caused,
    now: reading.at,
    labelPrefix: run.labelPrefix,
  });
  const amends = await findAmends(github, facts.number, { found, keepers, plan: planned });
  return {
    reading: { ...reading, facts },
    law,
    run,
    configPath: ask.configPath,
    lifecycle,
    found,
    plan: planned,
    amends,
  };
}

/** A sweep has no event of its own, and a re-run replays an old one: what they find is reconstructed. */
function isReplay({ occasion, context }: Ask): boolean {
  return occasion === 'sweep' || (context.run?.attempt ?? 1) > 1;
}
