import type { LoopForgeError } from '../../core/model.ts';
import type { Endpoints } from './request.ts';

/** What a process was started with. */
interface Environment {
  readonly [name: string]: string | undefined;
}

/**
 * Where GitHub's interfaces are. A runner sets all three variables; where one is missing it follows from the API's.
 * @param wrong makes the error about a variable whose text is no URL
 */
export function readEndpoints(env: Environment, wrong: (name: string, text: string) => LoopForgeError): Endpoints {
  const urlOf = (name: string, fallback: string): string => {
    const text = env[name] || fallback;
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
    throw wrong(name, text);
  };
  const rest = urlOf('GITHUB_API_URL', 'https://api.github.com');
  return {
    rest,
    graphql: urlOf('GITHUB_GRAPHQL_URL', `${rest.replace(/\/v3$/, '')}/graphql`),
    server: urlOf('GITHUB_SERVER_URL', serverOf(rest)),
  };
}

/** `https://api.<host>` or `https://<host>/api/v3` → `https://<host>`. */
function serverOf(rest: string): string {
  const { protocol, host, pathname } = new URL(rest);
  return `${protocol}//${pathname === '/' ? host.replace(/^api\./, '') : host}`;
}
