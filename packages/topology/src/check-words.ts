import type { NameRule } from './name-rule.ts';

/**
 * The words of the traffic plane: what may become a word of haproxy.cfg or keepalived.conf. Each is a list of
 * what is let in, so that no blank, quote, line end or comment sign ever reaches a configuration file.
 */
export const TRAFFIC_NAME: NameRule = {
  code: 'UND_TOPOLOGY_TRAFFIC_NAME_INVALID',
  expected: '1 to 63 of the characters a-z, A-Z, 0-9, _ and -, a letter first, not understudy-…',
  pattern: /^(?!understudy-)[a-zA-Z][a-zA-Z0-9_-]{0,62}$/,
};

export const HTTP_PATH: NameRule = {
  code: 'UND_TOPOLOGY_HTTP_PATH_INVALID',
  expected: 'a path that begins with /, of letters, digits and the characters / . _ ~ - + = & : % ?',
  pattern: /^\/[a-zA-Z0-9/._~+=&:%?-]{0,254}$/,
};

export const HOST_NAME: NameRule = {
  code: 'UND_TOPOLOGY_HOST_NAME_INVALID',
  expected: "a host's name of at most 253 characters, such as shop.example",
  pattern:
    /^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/,
};

export const HEADER_NAME: NameRule = {
  code: 'UND_TOPOLOGY_HEADER_INVALID',
  expected: "a header's name of letters, digits and -",
  pattern: /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/,
};

export const HEADER_VALUE: NameRule = {
  code: 'UND_TOPOLOGY_HEADER_INVALID',
  expected: '1 to 128 of letters, digits and the characters . _ ~ / : ; = + * -',
  pattern: /^[a-zA-Z0-9._~/:;=+*-]{1,128}$/,
};

export const FILE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_FILE_NAME_INVALID',
  expected: 'an absolute path of letters, digits and the characters . _ - /',
  pattern: /^(?!.*\/\.\.(\/|$))\/[a-zA-Z0-9._/-]{1,254}$/,
};

export const INTERFACE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_INTERFACE_NAME_INVALID',
  expected: 'the name of a network interface, such as eth1',
  pattern: /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/,
};

/** Whether a text is an IPv4 or IPv6 address, without a zone. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

export function isIpv4(text: string): boolean {
  return /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/.test(text);
}

export function isIpv6(text: string): boolean {
  return /^[0-9a-fA-F:.]{2,45}$/.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`);
}

/** Stands for any address of the machine: a server has none such. */
export function isUnspecified(text: string): boolean {
  return /^[0:.]+$/.test(text);
}

/** An address of which each node may be the holder: with the length of its prefix, `192.0.2.10/32`. */
export function isSharedAddress(text: string): boolean {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (isIpv4(address)) return Number(length) >= 8 && Number(length) <= 32;
  return isIpv6(address) && Number(length) >= 16 && Number(length) <= 128;
}

/** Statuses for which HAProxy 2.6 takes a file of its own (configuration manual, "errorfile"). */
export const ERROR_STATUSES: ReadonlySet<number> = new Set([
  200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503, 504,
]);
