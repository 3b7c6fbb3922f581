import * as z from 'zod';
import { HOOK_RULES } from './hook-rules.ts';
import { named, namedList } from './named.ts';

const MINUTE_MS = 60_000;
const MOST_HOOKS = 20;
const MOST_WORDS = 64;
const LONGEST_WORD = 4_096;

const command = z.array(z.string()).refine(isCommand, {
  params: {
    code: 'UND_TOPOLOGY_HOOK_COMMAND_INVALID',
    expected: `the absolute path of a program and its arguments, at most ${MOST_WORDS} texts of at most ${LONGEST_WORD} characters`,
  },
});

/** No shell reads it, so that any character is fine that an argument can have. */
function isCommand(words: readonly string[]): boolean {
  const [program = ''] = words;
  if (!/^\/[^\0]*[^\0/]$/.test(program) || words.length > MOST_WORDS) return false;
  return words.every((word) => word.length <= LONGEST_WORD && !word.includes('\0'));
}

const moves = z
  .array(z.enum(['switchover', 'failover']))
  .refine((kinds) => kinds.length > 0 && new Set(kinds).size === kinds.length, {
    params: { code: 'UND_TOPOLOGY_HOOK_MOVES_INVALID', expected: 'switchover, failover or both, each once' },
  });

const hook = z.strictObject({
  name: named(HOOK_RULES.HOOK_NAME).describe('The hook, as its step, the audit and its environment name it.'),
  when: z
    .enum(['before-claim', 'after-promotion', 'after-verification'])
    .describe(
      '`before-claim`: while the old writer still takes writes; `after-promotion`: once the new one does; `after-verification`: once the move is verified.',
    ),
  moves: moves
    .exactOptional()
    .describe('The moves it is run for. Default: both; before the claim `switchover` alone.'),
  command: command.describe(
    'The program by its absolute path, and its arguments. No shell reads it. It is on the machine of every orchestrator.',
  ),
  limitMs: z
    .int()
    .min(100)
    .max(60 * MINUTE_MS)
    .default(30_000)
    .describe('How long one attempt may take; then it is killed with every process that it has started.'),
  attempts: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe('Attempts at most, those included whose orchestrator died meanwhile.'),
  required: z
    .boolean()
    .default(false)
    .describe(
      'Whether it decides the outcome: before the claim a move is refused where it fails; afterwards the move counts as unverified.',
    ),
  variables: namedList(HOOK_RULES.HOOK_VARIABLES)
    .default([])
    .describe("Environment variables of the orchestrator that it gets besides Understudy's own and PATH."),
});

/** `orchestrator.hooks`; relations are check-hooks.ts's. */
export const hooksSchema = z.array(hook).refine((hooks) => hooks.length <= MOST_HOOKS, {
  params: { code: 'UND_TOPOLOGY_HOOKS_TOO_MANY', expected: `at most ${MOST_HOOKS} hooks` },
});
