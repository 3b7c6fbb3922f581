import { DynamoFenceStore, DynamoRouteStore, RouteLease } from '@understudy/route-store';
import { LIMITS } from '../limits.ts';
import { REGIONS } from '../other-of.ts';
import type { Parts } from './parts.ts';
import { senderTo } from './sender-to.ts';

export const SERVICE = 'shop';

export function storesOf(parts: Parts) {
  const { process, randomness } = parts;
  const senders = Object.fromEntries(REGIONS.map((region) => [region, senderTo(parts, region)]));
  return {
    senders,
    store: new DynamoRouteStore({
      service: SERVICE,
      senders: [senderTo(parts, 'eu-west-1')],
      limits: LIMITS,
      clock: process,
      randomness,
    }),
    fences: new DynamoFenceStore({ service: SERVICE, senders, limits: LIMITS, clock: process }),
  };
}

/** `beginsByFences`: for clients. Links don't begin without the control store. */
export function leaseOf(
  parts: Parts,
  { store, fences }: ReturnType<typeof storesOf>,
  { beginsByFences = false } = {},
): RouteLease {
  const { process, telemetry, history } = parts;
  const lease = new RouteLease({
    store,
    fences,
    ...(beginsByFences && { beginByFences: REGIONS }),
    limits: LIMITS,
    onControlLoss: history.mix.onControlLoss,
    urgentEveryMs: 60,
    clock: process,
    telemetry,
  });
  lease.start();
  return lease;
}
