import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Public addresses that lead to the machine's own cloud: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const OF_THE_CLOUD = ['168.63.129.16'];
/** All that is given out for hosts of the Internet: https://www.iana.org/assignments/ipv6-address-space/ipv6-address-space.xhtml */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public Internet: not this machine, not a private network, no metadata service, and
 * none that stands for another address, as those of NAT64, 6to4 and Teredo do. What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!isAddress(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv6 ? parsed.match(GLOBAL_IPV6) : !OF_THE_CLOUD.includes(parsed.toString());
}

export function isLoopbackAddress(address: string): boolean {
  return isAddress(address) && ipaddr.parse(address).range() === 'loopback';
}

/** One text for every way in which an address can be written; what is none comes back as it is. */
export function plainAddress(address: string): string {
  return isAddress(address) ? ipaddr.process(address).toString() : address;
}

/** As Node connects to it. The library alone also takes 8.8.8 and octal numbers for addresses. */
function isAddress(text: string): boolean {
  return isIP(text) !== 0 && ipaddr.isValid(text);
}
