import type { ErrorCatalogue } from '@understudy/core';

/** What can be wrong in `orchestrator.hooks`; a part of the package's catalogue. */
export const HOOK_ERRORS = {
  UND_TOPOLOGY_HOOK_NAME_INVALID: {
    exit: 'usage',
    meaning: 'The name of a hook has characters, or a length, that a name can not have.',
    remedy:
      'Use 1 to 24 of the characters a-z, 0-9 and -, a letter first, no - last and no two of them in a row.',
  },
  UND_TOPOLOGY_HOOK_DUPLICATE: {
    exit: 'usage',
    meaning: 'Two hooks have the same name, so that the record of one would stand for both.',
    remedy: 'Give each hook a unique name.',
  },
  UND_TOPOLOGY_HOOKS_TOO_MANY: {
    exit: 'usage',
    meaning: 'There are more hooks than the record of one move keeps.',
    remedy: 'List at most 20 hooks; let one program do what several did.',
  },
  UND_TOPOLOGY_HOOK_COMMAND_INVALID: {
    exit: 'usage',
    meaning:
      'The command of a hook does not begin with the absolute path of a program, or is too long. No shell reads it.',
    remedy:
      'Write a list, such as [/usr/local/bin/warm-cache, --all]. Where a shell is needed, name it: [/bin/sh, -c, "…"].',
  },
  UND_TOPOLOGY_HOOK_MOVES_INVALID: {
    exit: 'usage',
    meaning: 'A hook would be run for no kind of move, or names one twice.',
    remedy: 'Write [switchover], [failover] or both, or leave the key out.',
  },
  UND_TOPOLOGY_HOOK_VARIABLES_INVALID: {
    exit: 'usage',
    meaning: 'What a hook gets from its orchestrator is not named by variables of the environment.',
    remedy:
      'Write names such as SLACK_URL, each once. Variables of Understudy are given to each hook without being named.',
  },
  UND_TOPOLOGY_HOOK_DELAYS_FAILOVER: {
    exit: 'usage',
    meaning:
      'A hook that is not required would be run before a failover, which would wait for it while no region takes writes.',
    remedy:
      'Take failover out of its moves, run it after-promotion, or set required: true where a failover must not begin without it.',
  },
} as const satisfies ErrorCatalogue;
