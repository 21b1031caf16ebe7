import type { GitHub } from '../../adapters/github/github.ts';
import { systemClock } from '../../adapters/system/system.ts';
import { LAW_DEFAULTS, RUN_DEFAULTS, type Settings } from '../../core/model.ts';
import { counted, ListPage } from '../../report/pages/index.ts';
import { settingsFor } from '../../usecase/item-state/index.ts';
import { cancelled } from '../../usecase/lock/index.ts';
import { matchesQuery, sinceOf } from '../../usecase/query/index.ts';
import type { ActionRequest, ListCommand } from '../github/index.ts';
import type { Message, ResultReport } from '../result/index.ts';
import { recordsSource } from './records-source.ts';
import { reportListed, reportUnread } from './report-listed.ts';

type ListSettings = Pick<Settings, 'onInvalid' | 'summary'>;

/**
 * Carries out `list`: a report for each item whose record is asked for, and for each whose record cannot be read; at the end
 * one for the run, with the table of all. Reads alone.
 * @throws LoopForgeError what strikes all, `cancelled`
 */
export async function* runListCommand(
  request: ActionRequest,
  command: ListCommand,
  github: GitHub,
): AsyncGenerator<ResultReport, void> {
  const { owner, repo, endpoints, cancellation, dryRun, settings: inputs } = request;
  const page = new ListPage({ repo: `${owner}/${repo}`, repoUrl: `${endpoints.server}/${owner}/${repo}` });
  const now = systemClock();
  const limit = inputs.limit ?? Number.POSITIVE_INFINITY;
  let settings: ListSettings | null = null;
  let listed = 0;
  let unread = 0;
  let hasMore = false;
  for await (const each of (await recordsSource(request, command, github)).records()) {
    if (cancellation.isRequested()) throw cancelled();
    if ('problem' in each) {
      const report = reportUnread(each);
      if (report.red) page.addUnread(each.id, each.problem);
      unread++;
      yield report;
    } else if (matchesQuery(each, command.query, now)) {
      hasMore = listed === limit;
      if (hasMore) break;
      listed++;
      settings ??= await settingsBy(request, github, each.ref_number);
      const report = reportListed(each, {
        onInvalid: settings.onInvalid,
        refuses: command.query.openViolations,
        dryRun,
      });
      page.add({
        record: each,
        since: sinceOf(each),
        violations: (report.violations ?? []).map(({ summary }) => summary),
      });
      yield report;
    }
  }
  const { summary } = settings ?? settingsWithout(request);
  yield endOf({ listed, hasMore, isEmpty: listed + unread === 0 }, summary ? page.toMarkdown({ hasMore }) : null);
}

/** The law of the repository says what a violation does to the job, and that is read with an item. */
async function settingsBy(request: ActionRequest, github: GitHub, number: number | null): Promise<ListSettings> {
  if (number === null) return settingsWithout(request);
  const { settings: inputs, configPath, configNamed, context } = request;
  const { law, run } = await settingsFor({ inputs, configPath, configNamed, context }, await github.read(number));
  return { onInvalid: law.onInvalid, summary: run.summary };
}

/** Nothing was found that the config file would say anything about. */
function settingsWithout({ settings }: ActionRequest): ListSettings {
  return { ...LAW_DEFAULTS, ...RUN_DEFAULTS, ...settings };
}

interface ListEnd {
  readonly listed: number;
  readonly hasMore: boolean;
  /** Nothing was told, not even of a record that cannot be read. */
  readonly isEmpty: boolean;
}

/** It speaks for the run where no item does. */
function endOf({ listed, hasMore, isEmpty }: ListEnd, summary: string | null): ResultReport {
  const more = `The list ends after ${counted(listed, 'item')}, since "limit" says so; there are more.`;
  const notice = hasMore ? more : isEmpty ? 'No record matches.' : '';
  const messages: readonly Message[] = notice === '' ? [] : [{ level: 'notice', code: '', text: notice }];
  const outcome = isEmpty ? 'unchanged' : 'ignored';
  return { outcome, reason: '', changed: false, red: false, messages, summary, notice };
}
