import type { NameRule } from './name-rule.ts';
import { ORCHESTRATOR_RULES } from './orchestrator-rules.ts';
import { POOL_RULES } from './pool-rules.ts';

const HOOK_NAME: NameRule = { ...POOL_RULES.POOL_NAME, code: 'UND_TOPOLOGY_HOOK_NAME_INVALID' };

const HOOK_VARIABLES: NameRule = {
  ...ORCHESTRATOR_RULES.TOKEN_ENV,
  code: 'UND_TOPOLOGY_HOOK_VARIABLES_INVALID',
  expected: 'names of environment variables, each once, none of them UNDERSTUDY_…',
  pattern: /^(?!UNDERSTUDY_)[A-Z_][A-Z0-9_]{0,63}$/,
};

/** The rules that texts of `orchestrator.hooks` follow. */
export const HOOK_RULES = { HOOK_NAME, HOOK_VARIABLES };
