import type { NameRule } from './name-rule.ts';

/** A pool's name is a part of its instances' labels; Linode refuses two dashes in a row there. */
const POOL_NAME: NameRule = {
  code: 'UND_TOPOLOGY_POOL_NAME_INVALID',
  expected: '1 to 24 of the characters a-z, 0-9 and -, a letter first, no - last and no two of them in a row',
  pattern: /^(?=.{1,24}$)[a-z](-?[a-z0-9])*$/,
};

/** Linode's identifiers of regions, types and images: `de-fra-2`, `g6-nanode-1`, `linode/debian12`. */
const LINODE_ID: NameRule = {
  code: 'UND_TOPOLOGY_LINODE_ID_INVALID',
  expected: "Linode's identifier of it, such as de-fra-2, g6-nanode-1 or linode/debian12",
  pattern: /^[a-z0-9][a-z0-9._/-]{1,63}$/,
};

const LINODE_IDS: NameRule = {
  ...LINODE_ID,
  code: 'UND_TOPOLOGY_POOL_REGIONS_INVALID',
  expected: "Linode's identifiers of regions, such as de-fra-2, each once",
};

/** What people call a firewall, a VPC, a subnet, a VLAN, a placement group. */
const LINODE_LABEL: NameRule = {
  code: 'UND_TOPOLOGY_LINODE_LABEL_INVALID',
  expected: 'a label as Linode takes it: 1 to 64 of the characters a-z, A-Z, 0-9, _, - and a full stop',
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
};

const SUBNET: NameRule = {
  code: 'UND_TOPOLOGY_POOL_SUBNET_INVALID',
  expected: "a VPC's subnet by its label, or the range of a VLAN, 10.0.0.0/24",
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(\/\d{1,2})?$/,
};

/** Linode takes 3 to 50 characters; those that begin with `understudy` say which pool an instance belongs to. */
const TAGS: NameRule = {
  code: 'UND_TOPOLOGY_POOL_TAGS_INVALID',
  expected: 'tags of 3 to 50 printable characters, each once, none beginning with understudy',
  pattern: /^(?!understudy)[\x21-\x7e]([\x20-\x7e]{1,48})[\x21-\x7e]$/,
};

const SSH_KEYS: NameRule = {
  code: 'UND_TOPOLOGY_POOL_SSH_KEYS_INVALID',
  expected: 'public keys in one line each, ssh-ed25519 AAAA… comment, each once; never a private one',
  pattern:
    /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com) [A-Za-z0-9+/]{16,}={0,3}( [\x20-\x7e]*)?$/,
};

const HTTP_PATH: NameRule = {
  code: 'UND_TOPOLOGY_POOL_HEALTH_PATH_INVALID',
  expected: 'the path of a URL, /healthz, without blanks',
  pattern: /^\/[\x21-\x7e]{0,255}$/,
};

const DOMAIN: NameRule = {
  code: 'UND_TOPOLOGY_POOL_DOMAIN_INVALID',
  expected: 'a domain in lower case, such as example.org',
  pattern: /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
};

const RECORD_NAME: NameRule = {
  code: 'UND_TOPOLOGY_POOL_RECORD_NAME_INVALID',
  expected: 'the part of the name before the domain, such as www; empty for the domain itself',
  pattern: /^(?=.{0,63}$)([a-z0-9_]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)?$/,
};

const PACKAGES: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_PACKAGES_INVALID',
  expected: "names of the distribution's packages, such as python3-flask, each once",
  pattern: /^[a-z0-9][a-z0-9.+-]{0,99}$/,
};

const COMMANDS: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_COMMANDS_INVALID',
  expected: 'shell commands of one line each, none twice',
  pattern: /^[^\p{Cc}]{1,4096}$/u,
};

const ARTIFACT_URL: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_ARTIFACT_URL_INVALID',
  expected: 'a URL of http or https without user, password, blanks and quotes',
  pattern: /^https?:\/\/[^/?#@\s"'`$\\]+\/[^@\s"'`$\\]*$/,
};

const SHA256: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_CHECKSUM_INVALID',
  expected: 'the SHA-256 of the file as 64 hexadecimal digits in lower case',
  pattern: /^[0-9a-f]{64}$/,
};

const FILE_PATH: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_PATH_INVALID',
  expected: 'an absolute path of the characters a-z, A-Z, 0-9, _, -, full stop and /, without ..',
  pattern: /^(?!.*\/\.\.(\/|$))(\/[A-Za-z0-9._-]+)+$/,
};

const FILE_MODE: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_MODE_INVALID',
  expected: 'permissions as four octal digits in quotes, "0644"',
  pattern: /^0[0-7]{3}$/,
};

/** cloud-init's user data may be 16,384 bytes in all; whether the whole fits is seen when it is rendered. */
const FILE_CONTENT: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_CONTENT_INVALID',
  expected: 'text of at most 16384 characters without control characters but line breaks and tabs',
  pattern: /^([^\p{Cc}]|[\n\t\r]){0,16384}$/u,
};

const UNIT_NAME: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_SERVICE_NAME_INVALID',
  expected: '1 to 63 of the characters a-z, 0-9 and -, a letter first, without .service',
  pattern: /^[a-z][a-z0-9-]{0,62}$/,
};

const UNIT_COMMAND: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_COMMAND_INVALID',
  expected: 'one line that begins with the absolute path of a program',
  pattern: /^\/[^\p{Cc}]{1,4095}$/u,
};

const UNIT_USER: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_USER_INVALID',
  expected: 'the name of a user of the system, such as www-data',
  pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
};

const VARIABLE_NAME: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_VARIABLE_NAME_INVALID',
  expected: 'the name of an environment variable, such as PORT',
  pattern: /^[A-Za-z_][A-Za-z0-9_]{0,127}$/,
};

const VARIABLE_VALUE: NameRule = {
  code: 'UND_TOPOLOGY_DEPLOY_VARIABLE_VALUE_INVALID',
  expected:
    'one line of text; no secret: it becomes part of the user data, which every process on the instance may read',
  pattern: /^[^\p{Cc}]{0,4096}$/u,
};

/** The rules that texts of `pools` follow. */
export const POOL_RULES = {
  POOL_NAME,
  LINODE_ID,
  LINODE_IDS,
  LINODE_LABEL,
  SUBNET,
  TAGS,
  SSH_KEYS,
  HTTP_PATH,
  DOMAIN,
  RECORD_NAME,
  PACKAGES,
  COMMANDS,
  ARTIFACT_URL,
  SHA256,
  FILE_PATH,
  FILE_MODE,
  FILE_CONTENT,
  UNIT_NAME,
  UNIT_COMMAND,
  UNIT_USER,
  VARIABLE_NAME,
  VARIABLE_VALUE,
};
