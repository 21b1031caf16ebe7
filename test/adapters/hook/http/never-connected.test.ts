import { describe, expect, test } from 'vitest';
import { createHookClient } from '../../../../src/adapters/hook/http/client.ts';
import { HookRequestError } from '../../../../src/adapters/hook/http/request-error.ts';
import { watchSockets } from './sockets.ts';

const REQUEST = { headers: {}, body: '{}' };
const LIMITS = { timeoutMs: 2_000, maxAnswerBytes: 100 };

/** Hosts that are addresses, in every way that a URL can have them. Nothing is looked up for them. */
const ADDRESSES: readonly (readonly [what: string, host: string])[] = [
  ['loopback', '127.0.0.1'],
  ['loopback, another of its addresses', '127.8.9.10'],
  ['loopback, short', '127.1'],
  ['loopback as one number', '2130706433'],
  ['loopback in hexadecimal', '0x7f000001'],
  ['loopback in hexadecimal, with dots', '0x7f.0.0.0x1'],
  ['loopback in octal', '0177.0.0.01'],
  ['loopback in octal, one number', '017700000001'],
  ['loopback with a dot behind', '127.0.0.1.'],
  ['loopback, escaped', '%31%32%37.0.0.1'],
  ['loopback in wide digits', '１２７.０.０.１'],
  ['loopback in circled digits', '①②⑦.⓪.⓪.①'],
  ['loopback with wide dots', '127。0。0。1'],
  ['this host', '0.0.0.0'],
  ['this host, short', '0'],
  ['private, 10', '10.0.0.1'],
  ['private, 10, short', '10.1'],
  ['private, 10, as one number', '167772161'],
  ['private, 172.16', '172.16.0.1'],
  ['private, the end of 172.16', '172.31.255.254'],
  ['private, 192.168', '192.168.1.1'],
  ['private, 192.168 in octal', '0300.0250.1.1'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['metadata of one cloud, carrier-grade NAT', '100.100.100.200'],
  ['link-local', '169.254.1.1'],
  ['metadata', '169.254.169.254'],
  ['metadata as one number', '2852039166'],
  ['metadata in hexadecimal', '0xa9fea9fe'],
  ['metadata in octal', '0251.0376.0251.0376'],
  ['the host of a virtual machine', '168.63.129.16'],
  ['the host of a virtual machine as one number', '2822734096'],
  ['protocol assignments', '192.0.0.192'],
  ['documentation', '192.0.2.7'],
  ['documentation', '198.51.100.7'],
  ['documentation', '203.0.113.7'],
  ['benchmarks', '198.18.0.1'],
  ['relays of 6to4', '192.88.99.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 loopback', '[::1]'],
  ['IPv6 loopback, not compressed', '[0:0:0:0:0:0:0:1]'],
  ['IPv6 loopback, zeros before it', '[0000:0000::0001]'],
  ['IPv6, no address', '[::]'],
  ['IPv4-mapped loopback', '[::ffff:127.0.0.1]'],
  ['IPv4-mapped loopback in hexadecimal', '[::ffff:7f00:1]'],
  ['IPv4-mapped metadata', '[0:0:0:0:0:ffff:a9fe:a9fe]'],
  ['IPv4-mapped public', '[::ffff:8.8.8.8]'],
  ['IPv4-compatible loopback', '[::127.0.0.1]'],
  ['IPv4-translated loopback', '[::ffff:0:127.0.0.1]'],
  ['link-local', '[fe80::1]'],
  ['site-local', '[fec0::1]'],
  ['unique local', '[fc00::1]'],
  ['unique local', '[fdff:ffff::1]'],
  ['metadata', '[fd00:ec2::254]'],
  ['NAT64 of loopback', '[64:ff9b::7f00:1]'],
  ['NAT64 of metadata', '[64:ff9b::169.254.169.254]'],
  ['NAT64, a network of its own', '[64:ff9b:1::a9fe:a9fe]'],
  ['6to4 of loopback', '[2002:7f00:1::]'],
  ['6to4 of metadata', '[2002:a9fe:a9fe::1]'],
  ['Teredo', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
  ['multicast', '[ff02::1]'],
  ['discarded', '[100::1]'],
  ['documentation', '[2001:db8::1]'],
  ['documentation', '[3fff::1]'],
  ['segment routing', '[5f00::1]'],
  ['overlay ids', '[2001:20::1]'],
  ['given out to nobody', '[4000::1]'],
];

/** Names, and what is looked up for each of them. `8.8.8.8` is public, and not to be connected to in vain either. */
const NAMES: readonly (readonly [name: string, ...addresses: readonly string[]])[] = [
  ['localhost', '127.0.0.1'],
  ['LOCALHOST', '127.0.0.1'],
  ['localhost.', '127.0.0.1'],
  ['hooks.localhost', '127.0.0.1'],
  ['hooks.localhost.', '::1'],
  ['localhost.localdomain', '127.0.0.1', '::1'],
  ['ip6-localhost', '::1'],
  ['127.0.0.1.nip.example', '127.0.0.1'],
  ['metadata.google.internal', '169.254.169.254'],
  ['hooks.example', '10.0.0.1'],
  ['hooks.example.', '192.168.0.1'],
  ['first-is-public.example', '8.8.8.8', '10.0.0.1'],
  ['last-is-public.example', '::1', '2606:4700:4700::1111'],
  ['one-of-many.example', '8.8.8.8', '8.8.4.4', '1.1.1.1', '100.64.7.7', '9.9.9.9'],
  ['mapped.example', '::ffff:10.0.0.1'],
  ['mapped-public.example', '::ffff:8.8.8.8'],
  ['nat64.example', '64:ff9b::7f00:1'],
  ['zone.example', 'fe80::1%eth0'],
  ['zone-of-a-public-one.example', '8.8.8.8', 'fe80::1%2'],
  ['nothing-of-an-address.example', 'localhost'],
  ['empty.example'],
];

/** Whole URLs that are not for hooks. */
const URLS: readonly string[] = [
  'http://hooks.example/',
  'http://10.0.0.1/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://0x7f000001/',
  'http://127.1/',
  'http://0.0.0.0/',
  'http://127.0.0.1./',
  'http://①②⑦.⓪.⓪.①/',
  'http://[::ffff:127.0.0.1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://localhost./',
  'http://hooks.localhost/',
  'http://localhost.example/',
  'http://localhost@hooks.example/',
  'http://127.0.0.1@hooks.example/',
  'http://127.0.0.1\\@hooks.example/',
  'http://127.0.0.1:80@hooks.example/',
  'http:127.0.0.1',
  ' http://127.0.0.1.hooks.example/',
  'https://[fe80::1%25eth0]/',
  'https://[fe80::1%eth0]/',
  'https://octocat:password@hooks.example/',
  'https://octocat@hooks.example/',
  'https://',
  'ftp://hooks.example/',
  'file:///etc/passwd',
  'data:,x',
  'ws://localhost/',
  'unix:/var/run/docker.sock',
  'hooks.example',
  '',
];

async function refusal(url: string, addresses: readonly string[] | null): Promise<unknown> {
  const lookUp = async () => {
    if (addresses === null) throw new Error('nothing was to be looked up');
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const client = createHookClient({ allowHosts: ['allowed.example', '10.9.9.9'], lookUp, env: {} });
  return client.post(url, REQUEST, LIMITS).then(
    () => 'sent',
    (error: unknown) => error,
  );
}

describe('is never connected to', () => {
  test.each(ADDRESSES)('%s: %s', async (_what, host) => {
    const sockets = watchSockets();
    expect(await refusal(`https://${host}/secret`, null)).toMatchObject({ code: 'hook_failed', isFinal: true });
    expect(sockets).toEqual([]);
  });

  test.each(NAMES)('%s', async (name, ...addresses) => {
    const sockets = watchSockets();
    const error = await refusal(`https://${name}/secret`, addresses);
    expect(error).toBeInstanceOf(HookRequestError);
    expect(String(error)).not.toContain('secret');
    expect(sockets).toEqual([]);
  });

  test.each(URLS)('%s', async (url) => {
    const sockets = watchSockets();
    expect(await refusal(url, null)).toMatchObject({ code: 'hook_failed', isFinal: true });
    expect(sockets).toEqual([]);
  });

  test.each([['10.0.0.1'], ['8.8.8.8'], ['127.0.0.1', '8.8.8.8'], ['::ffff:127.0.0.1']])(
    '"localhost" by http, where it leads to %s',
    async (...addresses) => {
      const sockets = watchSockets();
      expect(await refusal('http://localhost/secret', addresses)).toMatchObject({ isFinal: true });
      expect(sockets).toEqual([]);
    },
  );

  test('http to a host that is allowed, since that is about its address alone', async () => {
    const sockets = watchSockets();
    expect(await refusal('http://allowed.example/', ['10.0.0.1'])).toMatchObject({ isFinal: true });
    expect(sockets).toEqual([]);
  });

  test.each(['sub.allowed.example', 'notallowed.example', 'allowed.example.evil.example'])(
    '%s, which only looks like a host that is allowed',
    async (name) => {
      const sockets = watchSockets();
      expect(await refusal(`https://${name}/`, ['10.0.0.1'])).toMatchObject({ isFinal: true });
      expect(sockets).toEqual([]);
    },
  );

  test('a name that leads to an address that is allowed: the host of the URL is what counts', async () => {
    const sockets = watchSockets();
    expect(await refusal('https://hooks.example/', ['10.9.9.9'])).toMatchObject({ isFinal: true });
    expect(sockets).toEqual([]);
  });
});

test('the table has what it is to have', () => {
  expect(ADDRESSES.length + NAMES.length).toBeGreaterThanOrEqual(40);
});
