// Writes to an audit log, beside others that do: `node audit-log-writer.ts PATH NAME HOW-MANY`.
import { auditLog } from '../../src/adapters/hook/audit-log.ts';
import { newsOf } from '../adapters/hook/news.ts';
import { aStep } from '../core/sample-drafts.ts';

const [path = '', name = '', count = ''] = process.argv.slice(2);
const hook = auditLog({ path });
const text = 'x'.repeat(30_000);
for (let n = 0; n < Number(count); n++) {
  const step = aStep({ from: 'issue_created', to: 'task_queued', metadata: { n: `${name}-${n}`, text } });
  const verdict = await hook.tell(newsOf(step), false);
  if (!verdict.ok) throw new Error(verdict.message);
}
