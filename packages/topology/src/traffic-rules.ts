import type { NameRule } from './name-rule.ts';

/**
 * The words of the traffic plane: what may become a word of haproxy.cfg or keepalived.conf. Each is a list of
 * what is let in, so that no blank, quote, line end or comment sign ever reaches a configuration file.
 */
const TRAFFIC_NAME: NameRule = {
  code: 'UND_TOPOLOGY_TRAFFIC_NAME_INVALID',
  expected: '1 to 63 of the characters a-z, A-Z, 0-9, _ and -, a letter first, not understudy-…',
  pattern: /^(?!understudy-)[a-zA-Z][a-zA-Z0-9_-]{0,62}$/,
};

const HTTP_PATH: NameRule = {
  code: 'UND_TOPOLOGY_HTTP_PATH_INVALID',
  expected: 'a path that begins with /, of letters, digits and the characters / . _ ~ - + = & : % ?',
  pattern: /^\/[a-zA-Z0-9/._~+=&:%?-]{0,254}$/,
};

const HOST_NAME: NameRule = {
  code: 'UND_TOPOLOGY_HOST_NAME_INVALID',
  expected: "a host's name of at most 253 characters, such as shop.example",
  pattern:
    /^(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/,
};

const HEADER_NAME: NameRule = {
  code: 'UND_TOPOLOGY_HEADER_INVALID',
  expected: "a header's name of letters, digits and -",
  pattern: /^[a-zA-Z][a-zA-Z0-9-]{0,63}$/,
};

const HEADER_VALUE: NameRule = {
  code: 'UND_TOPOLOGY_HEADER_INVALID',
  expected: '1 to 128 of letters, digits and the characters . _ ~ / : ; = + * -',
  pattern: /^[a-zA-Z0-9._~/:;=+*-]{1,128}$/,
};

const FILE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_FILE_NAME_INVALID',
  expected: 'an absolute path of letters, digits and the characters . _ - /',
  pattern: /^(?!.*\/\.\.(\/|$))\/[a-zA-Z0-9._/-]{1,254}$/,
};

const INTERFACE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_INTERFACE_NAME_INVALID',
  expected: 'the name of a network interface, such as eth1',
  pattern: /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/,
};

/** The rules that texts of `traffic` and `balancers` follow. */
export const TRAFFIC_RULES = {
  TRAFFIC_NAME,
  HTTP_PATH,
  HOST_NAME,
  HEADER_NAME,
  HEADER_VALUE,
  FILE_NAME,
  INTERFACE_NAME,
};
