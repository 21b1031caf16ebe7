import type { MirrorSettings } from '../../core/model.ts';
import type { MirrorAccess } from '../github/index.ts';

/** What keeps a mirror from being one, in sentences. A URL is never repeated in them: it holds a password. */
interface MirrorProblems {
  readonly wrong: readonly string[];
  /** What was not given; a run without secrets is given little. */
  readonly missing: readonly string[];
}

interface Form {
  readonly protocols: readonly string[];
  readonly like: string;
  readonly table: RegExp;
  readonly tableLike: string;
}

const FORMS: { readonly [kind in 'postgres' | 'redis' | 'dynamodb']: Form } = {
  postgres: {
    protocols: ['postgres:', 'postgresql:'],
    like: 'postgres://user:password@host:5432/database',
    table: /^[a-z_]\w{0,62}(?:\.[a-z_]\w{0,62})?$/i,
    tableLike: 'loopforge_records or audit.loopforge_records',
  },
  redis: {
    protocols: ['redis:', 'rediss:'],
    like: 'rediss://user:password@host:6379',
    table: /^[^{}\s]{1,200}$/,
    tableLike: 'loopforge, the prefix of its keys',
  },
  dynamodb: {
    protocols: ['https:', 'http:'],
    like: 'https://dynamodb.eu-central-1.amazonaws.com',
    table: /^[\w.-]{3,255}$/,
    tableLike: 'loopforge-records',
  },
};

/** What is wrong with how a mirror was set up, told by the names of the inputs. */
export function problemsOfMirror(
  { mirror = 'none', mirrorTable = '' }: Partial<MirrorSettings>,
  { url, region }: Pick<MirrorAccess, 'url' | 'region'>,
): MirrorProblems {
  if (mirror === 'none') return { wrong: [], missing: [] };
  const form = FORMS[mirror];
  const wrong = [
    url !== '' && !isUrl(url, form) && `"mirror-url" for "mirror: ${mirror}" must be a URL like ${form.like}.`,
    mirrorTable !== '' &&
      !form.table.test(mirrorTable) &&
      `"mirror-table" for "mirror: ${mirror}" must be a name like ${form.tableLike}.`,
  ];
  const missing = [
    mirror === 'dynamodb' && mirrorTable === '' && '"mirror: dynamodb" needs "mirror-table", the name of its table.',
    mirror === 'dynamodb' &&
      region === '' &&
      '"mirror: dynamodb" needs the environment of AWS, and AWS_REGION is not set. Let aws-actions/configure-aws-credentials run before this step.',
    mirror !== 'dynamodb' &&
      url === '' &&
      `"mirror: ${mirror}" needs "mirror-url", like ${form.like}. It is empty: check that the secret it names exists.`,
  ];
  return { wrong: said(wrong), missing: said(missing) };
}

/** What is special in a password has to be encoded, or it ends up somewhere else. */
function isUrl(text: string, { protocols }: Form): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) && !/%(?![\da-f]{2})/i.test(text);
}

function said(problems: readonly (string | false)[]): readonly string[] {
  return problems.filter((problem) => problem !== false);
}
