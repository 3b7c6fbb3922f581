import type { DrillEvent } from '@understudy/drills';
import type { Fault, LocalRegion } from '@understudy/sandbox';
import type { EndEvent } from './end-event.ts';

/** An event that strikes a region. */
type RegionEvent = Exclude<
  Extract<DrillEvent, { readonly region: string }>,
  { readonly do: 'cut-orchestrator' | 'stop-stream' | 'restore-region' | 'empty-name' | 'stop-sts' }
>;

/** @throws SandboxError */
export async function beginRegionEvent(event: RegionEvent, region: LocalRegion): Promise<EndEvent> {
  if (event.do === 'kill-region') {
    await region.kill();
    return async () => {
      await region.restart();
      return undefined;
    };
  }
  if (event.do === 'pause-region') {
    region.pause();
    return async () => {
      region.resume();
      return undefined;
    };
  }
  const active = region.faults.add(faultOf(event));
  await active.inEffect;
  return async () => {
    await active.lift();
    // A listener's fault strikes connections before any request is known.
    return event.do === 'cut-region' ? undefined : active.hits;
  };
}

function faultOf(event: Exclude<RegionEvent, { readonly do: 'kill-region' | 'pause-region' }>): Fault {
  switch (event.do) {
    case 'cut-region':
      return { kind: 'unreachable' };
    case 'slow-region':
      return {
        kind: 'latency',
        ms: event.by,
        ...(event.jitter !== undefined && { jitterMs: event.jitter }),
        ...limitsOf(event),
      };
    case 'fail-region':
      return { kind: 'server-error', status: event.status, ...limitsOf(event) };
    case 'throttle-region':
      return { kind: 'throttle', ...limitsOf(event) };
    case 'stall-stream':
      return { kind: 'blackhole', operations: ['GetRecords'] };
  }
}

function limitsOf({
  share,
  operations,
}: {
  readonly share: number;
  readonly operations?: readonly string[] | undefined;
}) {
  return { share, ...(operations !== undefined && { operations }) };
}
