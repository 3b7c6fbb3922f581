import type { SessionState } from '@understudy/api-contract';
import type { Freshness } from '../words/age-words.ts';

/** Why nothing may be ordered from this page now, whatever it is; absent: orders may be given. */
export function mayAct(
  session: Pick<SessionState, 'name' | 'role'>,
  freshness: Freshness,
): string | undefined {
  if (session.role === 'viewer')
    return `Off for ${session.name}: a viewer reads, and an operator or an admin acts.`;
  if (freshness === 'unknown') return 'Off until the state of the service is known.';
  if (freshness === 'stale')
    return 'Off until news comes again: an action is decided on the present state alone.';
  return undefined;
}
