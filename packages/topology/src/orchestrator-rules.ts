import { REGION_NAME, type NameRule } from './name-rule.ts';
import { POOL_RULES } from './pool-rules.ts';

const OBSERVER_NAME: NameRule = { ...POOL_RULES.POOL_NAME, code: 'UND_TOPOLOGY_OBSERVER_NAME_INVALID' };

const OBSERVER_PLACE: NameRule = {
  code: 'UND_TOPOLOGY_OBSERVER_PLACE_INVALID',
  expected: '1 to 64 characters in one line, no blank first or last, such as us-east',
  pattern: /^[^\s\p{Cc}](?:[^\p{Cc}]{0,62}[^\s\p{Cc}])?$/u,
};

const PROGRAM_NAME: NameRule = { ...POOL_RULES.POOL_NAME, code: 'UND_TOPOLOGY_PROGRAM_NAME_INVALID' };

const TOKEN_FILE: NameRule = {
  code: 'UND_TOPOLOGY_ALERTS_TOKEN_FILE_INVALID',
  expected: 'an absolute path of letters, digits and the characters . _ - /',
  pattern: /^\/[A-Za-z0-9._/-]{1,255}$/,
};

const TOKEN_ENV: NameRule = {
  code: 'UND_TOPOLOGY_ALERTS_TOKEN_ENV_INVALID',
  expected: 'the name of an environment variable, such as UNDERSTUDY_ALERTS_TOKEN',
  pattern: /^[A-Z_][A-Z0-9_]{0,63}$/,
};

const CLOUD_WATCH_REGIONS: NameRule = {
  ...REGION_NAME,
  code: 'UND_TOPOLOGY_CLOUD_WATCH_REGIONS_INVALID',
  expected: 'names of data regions, each once',
};

/** The rules that texts of `orchestrator` follow. */
export const ORCHESTRATOR_RULES = {
  OBSERVER_NAME,
  OBSERVER_PLACE,
  PROGRAM_NAME,
  TOKEN_FILE,
  TOKEN_ENV,
  CLOUD_WATCH_REGIONS,
};
