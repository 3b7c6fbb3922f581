import type { ControlStore } from '@understudy/control-store';
import type { Clock, Randomness } from '@understudy/core';
import { auditEntryOf, type AuditEntry } from '@understudy/findings';
import type { RouteSnapshot } from '@understudy/route';
import { ApiError } from '../errors.ts';
import type { ApiSources } from '../state/api-sources.ts';
import type { ServiceState } from '../state/service-state.ts';

/** What orders are written with. */
export interface OrderContext {
  readonly control: ControlStore;
  readonly state: ServiceState;
  readonly topology: ApiSources['topology'];
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** The name of the token: what is written down as `by`. */
  readonly by: string;
  readonly requestKey: string;
  /** Gets a line of the audit that could not be written: what it says is done all the same. */
  readonly onAuditFault: (error: unknown, what: string) => void;
}

/** Writes the line of the audit of what was just done. */
export async function writeEntry(
  { control, clock, randomness, by, onAuditFault }: OrderContext,
  entry: Pick<AuditEntry, 'kind' | 'what' | 'data'>,
): Promise<void> {
  const moment = { atMs: clock.wallMs(), unique: randomness.unique() };
  await control.append(auditEntryOf({ by, ...entry }, moment)).catch((error: unknown) => {
    onAuditFault(error, entry.what);
  });
}

/** The route as it was read within the last second. @throws ApiError `UND_API_NOT_READ` */
export function presentRoute({ state }: Pick<OrderContext, 'state'>): RouteSnapshot {
  const { route } = state;
  if (route.kind === 'seen') return route.value;
  throw new ApiError('UND_API_NOT_READ', { what: route.why });
}
