import type { TopologyProblemCode } from '../errors.ts';
import type { Rule } from './rule.ts';

const COMMANDS: readonly unknown[] = [
  [],
  ['warm-cache'],
  ['./warm-cache'],
  ['/usr/local/bin/'],
  ['/bin/true', 'a\0b'],
  ['/bin/true', 'a'.repeat(4_097)],
  Array.from({ length: 65 }, () => '/bin/true'),
];

/** How the values of `orchestrator.hooks` are broken beyond what their types say. */
export const HOOK_RULES: Readonly<Record<string, readonly Rule[]>> = {
  'orchestrator.hooks': [
    [
      Array.from({ length: 21 }, (_, at) => ({
        name: `hook-${at}`,
        when: 'after-promotion',
        command: ['/bin/true'],
      })),
      'UND_TOPOLOGY_HOOKS_TOO_MANY',
    ],
  ],
  'orchestrator.hooks[].name': [
    ...['Hook', 'hook--2', '', 'a'.repeat(25)].map((name): Rule => [name, 'UND_TOPOLOGY_HOOK_NAME_INVALID']),
    ['warm-cache', 'UND_TOPOLOGY_HOOK_DUPLICATE', 1],
  ],
  'orchestrator.hooks[].moves': [
    [[], 'UND_TOPOLOGY_HOOK_MOVES_INVALID'],
    [['failover', 'failover'], 'UND_TOPOLOGY_HOOK_MOVES_INVALID'],
  ],
  'orchestrator.hooks[].command': COMMANDS.map((words): Rule => [words, 'UND_TOPOLOGY_HOOK_COMMAND_INVALID']),
  'orchestrator.hooks[].variables': [['UNDERSTUDY_EPOCH'], ['a b'], ['A', 'A']].map((names): Rule => [
    names,
    'UND_TOPOLOGY_HOOK_VARIABLES_INVALID',
  ]),
};

/** Codes of what only several keys together get wrong; check-hooks.test.ts shows each. */
export const HOOK_RELATIONS: readonly TopologyProblemCode[] = ['UND_TOPOLOGY_HOOK_DELAYS_FAILOVER'];
