/** The environment variables that name proxies. */
export type ProxyEnv = { readonly [name: string]: string | undefined };

/**
 * Whether requests to `url` go through a proxy. Errs on the side of yes: the proxy-aware fetch decides again, with the
 * same rules, and connects directly where it must.
 */
export function wantsProxy(url: string, env: ProxyEnv): boolean {
  const { protocol, hostname, host } = new URL(url);
  const scheme = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  if (either(env, scheme) === '' || isLoopback(hostname)) return false;
  return !either(env, 'no_proxy')
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry === '*' || entry === host || covers(entry, hostname));
}

function either(env: ProxyEnv, name: string): string {
  return env[name] || env[name.toUpperCase()] || '';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.startsWith('127.') || hostname === '[::1]';
}

function covers(entry: string, hostname: string): boolean {
  if (entry === '') return false;
  const bare = entry.startsWith('.') ? entry.slice(1) : entry;
  return hostname === bare || hostname.endsWith(`.${bare}`);
}
