import { waitFor } from '@understudy/core';
import { pauseMs, type Context } from './context.ts';
import { LinodeProvisionerError } from './errors.ts';
import type { LinodeInstance } from './types.ts';

/** Takes an instance out of service, deletes it, and waits until it is gone. Safe to repeat at any point. */
export async function removeInstance(
  context: Context,
  pool: string,
  instance: LinodeInstance,
  because: string,
): Promise<void> {
  const { api, hooks, telemetry } = context;
  await hooks.leaving?.(pool, instance);
  await api.deleteInstance(instance.id);
  await awaitGone(context, instance);
  telemetry.event('instance.removed', { pool, label: instance.label, because });
}

/** @throws LinodeProvisionerError UND_LINODE_PROVISIONER_NOT_GONE */
export async function awaitGone(context: Context, { id, label }: LinodeInstance): Promise<void> {
  const { api, clock, options } = context;
  const gone = await waitFor(async () => (await api.getInstance(id)) === undefined, {
    clock,
    everyMs: pauseMs(context),
    limitMs: options.goneLimitMs,
  });
  if (gone.met) return;
  throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_NOT_GONE', {
    what: `${label} (${id}) is still listed ${options.goneLimitMs} ms after it was deleted.`,
    details: { label, id },
  });
}
