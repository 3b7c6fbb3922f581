import type { Intent, IntentAction, ServiceView } from '@understudy/findings';

/** What orchestrators have proposed and a person has approved: a failover to `to` whose time is not over. Pure. */
export function approvedFailover(
  { intents, atMs }: Pick<ServiceView, 'intents' | 'atMs'>,
  to: string,
): Intent | undefined {
  return intents.find(
    ({ action, state, answer, untilMs }) =>
      isFailoverTo(to, action) && state === 'open' && answer !== undefined && untilMs > atMs,
  );
}

export function isFailoverTo(to: string, action: IntentAction): boolean {
  return action.kind === 'failover' && action.to === to;
}
