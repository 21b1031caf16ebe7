import { triggersOf } from '../../codec/event/index.ts';
import { builtinLifecycle } from '../../codec/lifecycle/index.ts';
import type {
  GitHubItems,
  LawSettings,
  Lifecycle,
  QueuedCommit,
  Reading,
  RunContext,
  RunEvent,
  RunSettings,
  SettingsPatch,
} from '../../core/model.ts';
import type { GateAnswers } from '../../core/plan/gate/index.ts';
import { planItem } from '../../core/plan/index.ts';
import type { Assertion, Occasion, Plan } from '../../core/plan/steps/index.ts';
import { type RecordSearch, recordAuthorsFor, searchRecord } from '../find-record/index.ts';
import { completeFacts } from './complete-facts.ts';
import { refuseNewer } from './newer-record.ts';
import { findReconciliation, type Reconciliation } from './reconciliation.ts';
import { recordedLaw } from './recorded-law.ts';
import { settingsFor } from './settings-for.ts';

/** What a run wants of every item it looks at. */
export interface RunRequest {
  readonly event: RunEvent;
  readonly context: RunContext;
  readonly occasion: Occasion;
  readonly assertion: Assertion | null;
  /** Settings given as inputs. */
  readonly inputs: SettingsPatch;
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly dryRun: boolean;
  /** The commit of the merge queue that the event is about, where it is. */
  readonly queued?: QueuedCommit | null;
  /** A person changes a record with a token of their own: {@link recordAuthorsFor}. */
  readonly byHand?: boolean;
  /** Whoever looks knows what is to be written: nothing follows from the facts, whatever lifecycle the record has. */
  readonly lookOnly?: boolean;
  /** Whoever looks does not see the workflow's inputs: what no config file says is as the record's entries have it. */
  readonly lawOfRecord?: boolean;
  /** What the gate has said of this very item; left out: it was not asked. */
  readonly gate?: GateAnswers;
}

/** One look at an item: what GitHub says, what the record says, and what follows. Nothing is written yet. */
export interface ItemState {
  readonly reading: Reading;
  readonly law: LawSettings;
  readonly run: RunSettings;
  readonly configPath: string;
  readonly lifecycle: Lifecycle;
  readonly found: RecordSearch;
  readonly plan: Plan;
  readonly reconciliation: Reconciliation;
}

/** Is there anything to write? */
export function needsWriting({ plan, found, reconciliation }: ItemState): boolean {
  return hasEntries({ plan, found, reconciliation }) || reconciliation.surplus.length > 0 || !reconciliation.settled;
}

/** Is there anything to append to the record? */
export function hasEntries({
  plan,
  found,
  reconciliation,
}: Pick<ItemState, 'plan' | 'found' | 'reconciliation'>): boolean {
  return plan.drafts.length > 0 || found.transferred || reconciliation.notes.length > 0;
}

/** @throws LoopForgeError `config_invalid`, `input_invalid`, `record_unreadable`, and what GitHub answers. */
export async function assessItem(github: GitHubItems, request: RunRequest, first: Reading): Promise<ItemState> {
  const { law: given, run } = await settingsFor(request, first);
  const recordAuthors = recordAuthorsFor(first, given, request);
  const { reading, found } = await searchRecord(github, first, recordAuthors);
  refuseNewer(found);
  const facts = await completeFacts(github, reading, found.stored?.record ?? null);
  const law = lawFor(request, given, { reading, found });
  const lifecycle = builtinLifecycle(law.lifecycle);
  const seen = { reading: { ...reading, facts }, law, run, lifecycle, found };
  const plan = planned(request, seen);
  const reconciliation = await findReconciliation(github, facts.number, { found, recordAuthors, plan });
  return { ...seen, configPath: request.configPath, plan, reconciliation };
}

function lawFor(
  { lawOfRecord = false }: RunRequest,
  given: LawSettings,
  { reading, found }: Pick<ItemState, 'reading' | 'found'>,
): LawSettings {
  const record = found.stored?.record ?? null;
  const isByRecord = lawOfRecord && reading.config === null && record !== null;
  return isByRecord ? { ...given, ...recordedLaw(record) } : given;
}

/** The same look, planned with what the gate has said since. */
export function planAgain(request: RunRequest, itemState: ItemState): ItemState {
  return { ...itemState, plan: planned(request, itemState) };
}

function planned(
  request: RunRequest,
  { reading, law, run, lifecycle, found }: Pick<ItemState, 'reading' | 'law' | 'run' | 'lifecycle' | 'found'>,
): Plan {
  const { facts, at: now } = reading;
  const { event, context, occasion, assertion, queued = null, lookOnly = false, gate } = request;
  const caused = isReplay(request) ? [] : triggersOf(event, facts.issue === null ? 'pull_request' : 'issue');
  return planItem({
    lifecycle,
    facts,
    record: found.stored?.record ?? null,
    settings: law,
    event,
    context,
    occasion,
    assertion,
    caused,
    now,
    queued,
    labelPrefix: run.labelPrefix,
    lookOnly,
    ...(gate === undefined ? {} : { gate }),
  });
}

/** A sweep has no event of its own, and a re-run replays an old one: what they find is reconstructed. */
function isReplay({ occasion, context }: RunRequest): boolean {
  return occasion === 'sweep' || (context.run?.attempt ?? 1) > 1;
}
