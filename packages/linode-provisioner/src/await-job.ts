import { waitFor } from '@understudy/core';
import { pauseMs, type Context } from './context.ts';
import type { LinodeInstance } from './types.ts';

/** Until the newest job of that kind has ended: before, the instance may still look as it did. */
export async function awaitJob(
  context: Context,
  { id, createdMs }: LinodeInstance,
  action: string,
): Promise<void> {
  const { api, clock, options } = context;
  await waitFor(
    async () => {
      const events = await api.listEvents(id, createdMs - 1000);
      const job = events.find((event) => event.action === action);
      return job !== undefined && job.status !== 'scheduled' && job.status !== 'started';
    },
    { clock, everyMs: pauseMs(context), limitMs: options.runLimitMs },
  );
}
