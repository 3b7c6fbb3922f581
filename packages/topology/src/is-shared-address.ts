import { isIpv4, isIpv6 } from './is-address.ts';

/** An address of which each node may be the holder: with the length of its prefix, `192.0.2.10/32`. */
export function isSharedAddress(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (isIpv4(address)) return Number(length) >= 8 && Number(length) <= 32;
  return isIpv6(address) && Number(length) >= 16 && Number(length) <= 128;
}
