import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultLimits, promotionWaitMs, systemClock, type Limits } from '@understudy/core';
import { withLocalCloud } from '@understudy/sandbox';
import {
  createRoute,
  DynamoFenceStore,
  DynamoRouteStore,
  ensureFenceTable,
  ensureRouteTable,
  RouteLease,
} from '@understudy/route-store';
import { Mover } from './mover.ts';
import { MemoryLinks, REGION_A, REGION_B } from './testing/index.ts';

const WITNESS = 'eu-west-1';
const limits: Limits = {
  ...defaultLimits,
  leaseMs: 1_800,
  attemptTimeoutMs: 300,
  controlTimeoutMs: 500,
  writeDeadlineMs: 8_000,
  maxRequestAgeMs: 1_000,
};
const waitMs = promotionWaitMs(limits);

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [REGION_A, REGION_B], witness: WITNESS });
const down = new Set<string>();
const clock = systemClock();
const links = new MemoryLinks({ clock, outages: { isDown: (region) => down.has(region) } });

function stores() {
  const client = (region: string) => cloud().region(region).client({ maxAttempts: 1 });
  return {
    store: new DynamoRouteStore({ service: 'shop', senders: [client(WITNESS)], limits }),
    fences: new DynamoFenceStore({
      service: 'shop',
      senders: { [REGION_A]: client(REGION_A), [REGION_B]: client(REGION_B) },
      limits,
    }),
  };
}

function mover(): Mover {
  const probe = { takesWrites: async (region: string) => !down.has(region) };
  return new Mover({ ...stores(), barriers: links, probe, tables: ['orders'], limits });
}

async function reconcileToRest(mover: Mover): Promise<readonly string[]> {
  const did: string[] = [];
  for (;;) {
    const report = await mover.reconcileMerging();
    did.push(report.did);
    if (report.pauseMs === undefined) return did;
    await clock.sleep(report.pauseMs);
  }
}

describe('moves on DynamoDB Local', () => {
  it('a switchover, a mover that dies, a region that dies, its return, and the way back', async () => {
    const { store, fences } = stores();
    await ensureRouteTable(cloud().witness.client());
    for (const region of [REGION_A, REGION_B]) await ensureFenceTable(cloud().region(region).client());
    const regions = [REGION_A, REGION_B] as const;
    await createRoute({ store, fences, regions, writer: REGION_A, atMs: clock.wallMs() });
    const lease = new RouteLease({ ...stores(), limits });
    await lease.refresh();
    lease.start();

    const dying = new AbortController();
    const died = mover().switchover({ to: REGION_B, reason: 'maintenance' }, dying.signal);
    const halfway = await lease.changed();
    expect(halfway.snapshot.route).toMatchObject({ phase: 'moving', from: REGION_A, to: REGION_B });
    dying.abort(new Error('kill -9'));
    await expect(died).rejects.toThrow('kill -9');

    const resumed = await mover().resume();
    expect(resumed).toMatchObject({ outcome: 'promoted', epoch: 2, writer: REGION_B });
    const steps = resumed.outcome === 'idle' ? [] : resumed.steps;
    expect(steps.find(({ step }) => step === 'wait')?.tookMs).toBeGreaterThanOrEqual(waitMs - 100);
    expect(await fences.read(REGION_A)).toMatchObject({ epoch: 2, writer: REGION_B });
    await reconcileToRest(mover());

    await cloud().region(REGION_B).kill();
    down.add(REGION_B);
    const failed = await mover().failover({ to: REGION_A, reason: 'the region is dead' });
    expect(failed).toMatchObject({ outcome: 'promoted', epoch: 3, writer: REGION_A, oldRegionFenced: false });
    expect(failed.undrained).toHaveLength(1);
    expect((await lease.refresh()).snapshot.route).toMatchObject({
      phase: 'steady',
      writer: REGION_A,
      merging: [{ region: REGION_B, tail: 'unsettled' }],
    });

    await cloud().region(REGION_B).restart();
    down.clear();
    const did = await reconcileToRest(mover());
    expect(did).toEqual(expect.arrayContaining(['settled', 'emptied']));
    expect(await fences.read(REGION_B)).toMatchObject({ epoch: 3, writer: REGION_A });

    const back = await mover().switchover({ to: REGION_B, reason: 'failback' });
    expect(back).toMatchObject({ outcome: 'promoted', epoch: 4, writer: REGION_B, undrained: [] });
    const { route } = await store.read();
    expect(
      route.epochs.map(({ epoch, writer, mergingWasEmpty }) => [epoch, writer, mergingWasEmpty]),
    ).toEqual([
      [1, REGION_A, true],
      [2, REGION_B, true],
      [3, REGION_A, true],
      [4, REGION_B, false],
    ]);
    await lease.stop();
  });
});
