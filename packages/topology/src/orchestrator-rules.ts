import type { NameRule } from './name-rule.ts';
import { POOL_RULES } from './pool-rules.ts';

const OBSERVER_NAME: NameRule = { ...POOL_RULES.POOL_NAME, code: 'UND_TOPOLOGY_OBSERVER_NAME_INVALID' };

const OBSERVER_PLACE: NameRule = {
  code: 'UND_TOPOLOGY_OBSERVER_PLACE_INVALID',
  expected: '1 to 64 characters in one line, no blank first or last, such as us-east',
  pattern: /^[^\s\p{Cc}](?:[^\p{Cc}]{0,62}[^\s\p{Cc}])?$/u,
};

const PROGRAM_NAME: NameRule = { ...POOL_RULES.POOL_NAME, code: 'UND_TOPOLOGY_PROGRAM_NAME_INVALID' };

/** The rules that texts of `orchestrator` follow. */
export const ORCHESTRATOR_RULES = { OBSERVER_NAME, OBSERVER_PLACE, PROGRAM_NAME };
