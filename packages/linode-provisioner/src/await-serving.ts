import { limitTime } from '@understudy/core';
import type { PoolHealth } from '@understudy/topology';
import { pauseMs, type Context } from './context.ts';
import type { LinodeInstance } from './types.ts';

/** Whether an instance came to serve, and how far it came. */
export type Arrival =
  | { readonly kind: 'serves'; readonly instance: LinodeInstance }
  | { readonly kind: 'failed'; readonly because: string };

const BOOTS = 2;

/**
 * Waits until the instance runs and its app says that it can serve; boots it where it is off. `running` alone says
 * nothing: cloud-init may still be at work.
 */
export async function awaitServing(context: Context, health: PoolHealth, id: number): Promise<Arrival> {
  const { clock, options, api } = context;
  let runningSinceMs: number | undefined;
  let deadlineMs = clock.monotonicMs() + options.runLimitMs;
  let healthy = 0;
  let last = 'nothing was seen of it';
  while (clock.monotonicMs() <= deadlineMs) {
    const instance = await api.getInstance(id);
    if (instance === undefined || instance.status === 'deleting') return failed('it is gone');
    if (instance.status === 'running') {
      runningSinceMs ??= clock.monotonicMs();
      deadlineMs = runningSinceMs + health.limitMs;
      while (await isHealthy(context, health, instance)) {
        healthy += 1;
        if (healthy >= options.probeConfirmations) return { kind: 'serves', instance };
        await clock.sleep(Math.min(options.pollMs, 250));
      }
      healthy = 0;
      last = `it runs, but does not answer 200 on ${urlOf(health, instance)}`;
    } else {
      if (runningSinceMs !== undefined) deadlineMs = clock.monotonicMs() + options.runLimitMs;
      runningSinceMs = undefined;
      const because = await moveOn(context, instance);
      if (because !== undefined) return failed(because);
      last = `its status is ${instance.status}`;
    }
    await clock.sleep(pauseMs(context));
  }
  return failed(`${last} in time`);
}

function failed(because: string): Arrival {
  return { kind: 'failed', because };
}

/** Looks into the events of one that does not run yet; boots it where it is off. Why it will not come, where that is sure. */
async function moveOn({ api, telemetry }: Context, instance: LinodeInstance): Promise<string | undefined> {
  const { id, label, status } = instance;
  if (status === 'billing_suspension') return 'it is suspended until a bill is paid';
  // Linode's clock makes both times; a second is what they are rounded to.
  const events = await api.listEvents(id, instance.createdMs - 1000);
  const lost = events.find((event) => event.action === 'linode_create' && event.status === 'failed');
  if (lost !== undefined)
    return `Linode could not make it${lost.message === undefined ? '' : `: ${lost.message}`}`;
  const [newest] = events;
  if (newest?.percentComplete !== undefined)
    telemetry.event('instance.awaited', {
      label,
      status,
      action: newest.action,
      percent: newest.percentComplete,
    });
  if (status !== 'offline' && status !== 'stopped') return undefined;
  const boots = events.filter((event) => /^linode_(boot|reboot)$/.test(event.action));
  const failures = boots.findIndex((event) => event.status !== 'failed');
  if ((failures === -1 ? boots.length : failures) >= BOOTS) return 'it does not boot';
  await api.bootInstance(id);
  return undefined;
}

function urlOf({ port, path }: PoolHealth, { addresses }: LinodeInstance): string {
  return `http://${addresses[0] ?? ''}:${port}${path}`;
}

/** One look at the app; too long is no. */
export async function isHealthy(
  context: Context,
  health: PoolHealth,
  instance: LinodeInstance,
): Promise<boolean> {
  const { clock, options, probe } = context;
  if (instance.addresses.length === 0) return false;
  const asked = await limitTime((signal) => probe(urlOf(health, instance), signal), {
    clock,
    limitMs: options.probeLimitMs,
  });
  return asked.met && asked.value;
}
