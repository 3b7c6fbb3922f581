import { checkRepeats } from './check-repeats.ts';
import type { Finding } from './place-problem.ts';
import { listAt, textAt, valueAt } from './value-at.ts';

/** What holds between the values of one hook, and between hooks. */
export function checkHooks(file: unknown): Finding[] {
  const hooks = listAt(file, ['orchestrator', 'hooks']);
  return [
    ...checkRepeats(hooks, 'UND_TOPOLOGY_HOOK_DUPLICATE', 'another hook'),
    ...(hooks?.items ?? []).flatMap((hook, at) => checkFailover(hook, [...(hooks?.path ?? []), at])),
  ];
}

/** Only what decides whether a failover begins may keep it waiting. */
function checkFailover(hook: unknown, path: readonly (string | number)[]): Finding[] {
  if (textAt(hook, 'when') !== 'before-claim' || valueAt(hook, ['required']) === true) return [];
  const moves = listAt(hook, ['moves']);
  if (moves?.items.includes('failover') !== true) return [];
  return [
    {
      code: 'UND_TOPOLOGY_HOOK_DELAYS_FAILOVER',
      path: [...path, 'moves'],
      at: 'value',
      expected:
        'switchover alone, or `required: true`: a hook that decides nothing must not keep a failover waiting',
      found: { value: moves.items },
    },
  ];
}
