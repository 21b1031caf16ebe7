import type { Json } from '../json.ts';
import type { Call, Page } from './call.ts';
import type { Reply } from './reply.ts';

const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

export function pageOf(query: URLSearchParams): Page {
  const size = Number(query.get('per_page') ?? DEFAULT_SIZE);
  return { number: Math.max(1, Number(query.get('page') ?? 1)), size: Math.min(MAX_SIZE, Math.max(1, size)) };
}

/** One page of a list, with the `link` header that leads on. `wrap` puts the page into an object with the total. */
export function paged<T>(
  call: Call,
  all: readonly T[],
  render: (item: T) => Json,
  wrap: (page: readonly Json[], total: number) => Json = (page) => page,
): Reply {
  const { number, size } = call.page;
  const last = Math.max(1, Math.ceil(all.length / size));
  const body = wrap(all.slice((number - 1) * size, number * size).map(render), all.length);
  const links = number < last ? [link(call, number + 1, 'next'), link(call, last, 'last')] : [];
  const back = number > 1 ? [link(call, number - 1, 'prev'), link(call, 1, 'first')] : [];
  const header = [...back, ...links].join(', ');
  return header === '' ? { status: 200, body } : { status: 200, body, headers: { link: header } };
}

function link(call: Call, page: number, rel: string): string {
  const query = new URLSearchParams(call.query);
  query.set('page', String(page));
  return `<${call.view.urls.api}${call.path}?${query}>; rel="${rel}"`;
}
