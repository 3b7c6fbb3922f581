import { copyOptions, copySegments, NO_COUNTS, openCopy } from '@understudy/backfill';
import { defaultLimits, systemClock, systemRandomness } from '@understudy/core';
import { DEFAULT_STAMP_ATTRIBUTE } from '@understudy/versions';
import type { Meter } from '../meter.ts';
import { KEY } from '../sample-item.ts';
import { streamClient, tableClient } from '../table-client.ts';
import type { ApplyTask } from '../types.ts';
import { holdRoute } from './hold-route.ts';

/** Small enough that the warm-up ends near its number. */
const PAGE_ITEMS = 200;

/** The copy of a backfill as it is run, from its scan to its writes; what comes after is the link's. */
export async function backfill(
  { source, target, table, concurrency }: ApplyTask,
  meter: Meter,
): Promise<void> {
  await using route = await holdRoute(source.region, target.region);
  const options = copyOptions({ concurrency, pageItems: PAGE_ITEMS });
  const clients = {
    source: tableClient(source),
    sourceStreams: streamClient(source),
    target: tableClient(target),
  };
  const context = openCopy(
    {
      link: { table, source: source.region, target: target.region },
      table: { name: table, keys: [KEY], stampAttribute: DEFAULT_STAMP_ATTRIBUTE },
      clients,
      lease: route.lease,
      limits: defaultLimits,
      options,
      clock: systemClock(),
      randomness: systemRandomness,
      signal: new AbortController().signal,
      onTrouble: () => undefined,
    },
    { epoch: 1, reseed: false },
    () => undefined,
    () => true,
  );
  const segments = Array.from({ length: options.segments }, (_none, segment) => ({
    segment,
    finished: false,
    counts: NO_COUNTS,
  }));
  await copySegments(segments, options.segments, context, (_progress, { scanned }) => meter.add(scanned));
  for (const client of Object.values(clients)) client.destroy();
}
