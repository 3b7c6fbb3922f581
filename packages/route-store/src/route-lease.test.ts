import { describe, expect, it } from '@jest/globals';
import { usableLeaseMs } from '@understudy/core';
import { fenceFor } from '@understudy/route';
import { RouteLease } from './route-lease.ts';
import type { RouteLeaseOptions } from './options.ts';
import { MemoryRouteStore } from './stores/memory-route-store.ts';
import { A, claim, leaseWorld as world, limits } from './test-support/lease-world.ts';

const usableMs = usableLeaseMs(limits);

describe('RouteLease', () => {
  it('counts its validity from before the read was sent', async () => {
    const { clock, store, lease } = world();
    store.delayMs = 1_000;
    lease.start();
    await clock.advance(1_000);
    expect(lease.view()).toMatchObject({ validUntil: { monotonicMs: usableMs }, renewedBy: 'store' });
    await lease.stop();
  });

  it('reads every third of the lease', async () => {
    const { clock, store, lease } = world();
    lease.start();
    await clock.advance(0);
    expect(store.reads).toBe(1);
    await clock.advance(8_999);
    expect(store.reads).toBe(3);
    await clock.advance(1);
    expect(store.reads).toBe(4);
    await lease.stop();
  });

  it('ends when nothing renews it, and says so', async () => {
    const { clock, store, lease, telemetry } = world({ onControlLoss: 'refuse' });
    lease.start();
    await clock.advance(0);
    const renewedSeconds = clock.wallMs() / 1_000;
    store.state = 'unreachable';
    await clock.advance(usableMs - 1);
    expect(lease.view()).toBeDefined();
    expect(telemetry.events.map(({ name }) => name)).toEqual(['route.changed']);
    await clock.advance(1);
    expect(lease.view()).toBeUndefined();
    expect(telemetry.gauges.get('understudy_route_renewed_timestamp_seconds')).toBe(renewedSeconds);
    expect(lease.lastSeen()?.snapshot.revision).toBe(1);
    await clock.advance(1_000);
    store.state = 'well';
    await clock.advance(500);
    expect(lease.view()).toBeDefined();
    expect(telemetry.events.map(({ name }) => name)).toEqual([
      'route.changed',
      'route.lease_lost',
      'route.lease_regained',
    ]);
    await lease.stop();
  });
});

describe('RouteLease without its control store', () => {
  it.each(['unreachable', 'refused', 'silent'] as const)(
    '(%s) tells it within five seconds, and that it is back at the next reading (fault N1)',
    async (state) => {
      const { clock, memory, store, fences, lease } = world();
      await fences.write(A, fenceFor(await memory.read()));
      lease.start();
      await clock.advance(0);
      store.state = state;
      await clock.advance(5_000);
      const code = state === 'refused' ? 'UND_ROUTE_STORE_REFUSED' : 'UND_ROUTE_STORE_UNREACHABLE';
      expect(lease.lastFailure()).toMatchObject({ code });
      expect(lease.view()?.renewedBy).toBe('fence');
      store.state = 'well';
      await clock.advance(limits.leaseMs / 3);
      expect(lease.lastFailure()).toBeUndefined();
      expect(lease.view()?.renewedBy).toBe('store');
      await lease.stop();
    },
  );

  it('writes one line of a minute without it, and one when it is back (fault N1)', async () => {
    const { clock, store, lease, telemetry } = world();
    lease.start();
    await clock.advance(0);
    store.state = 'unreachable';
    await clock.advance(60_000);
    store.state = 'well';
    await clock.advance(500);
    const names = telemetry.events.map(({ name }) => name);
    expect(names).toEqual(['route.changed', 'route.lease_lost', 'route.lease_regained']);
    await lease.stop();
  });
});

describe('RouteLease on a machine that was suspended', () => {
  it('has no view before it has read the route again, and wall time that is set back gives it none (fault D10)', async () => {
    const { clock, store, lease, telemetry } = world();
    lease.start();
    await clock.advance(1_000);
    clock.suspend(usableMs - 1_001);
    expect(lease.view()).toBeDefined();
    clock.suspend(1);
    expect(lease.view()).toBeUndefined();
    await clock.advance(2_000);
    expect(lease.view()).toBeDefined();
    // What was lost unnoticed is not reported as regained.
    expect(telemetry.events.map(({ name }) => name)).toEqual(['route.changed']);

    store.state = 'unreachable';
    await clock.advance(1_000);
    clock.skewWall(-3_600_000);
    await clock.advance(usableMs);
    expect(lease.view()).toBeUndefined();
    await lease.stop();
  });

  it('has none by an answer that it waited for meanwhile (fault D10)', async () => {
    const { clock, store, lease } = world();
    store.delayMs = 1_000;
    const read = lease.refresh();
    await clock.advance(500);
    clock.suspend(usableMs);
    await clock.advance(500);
    await read;
    expect(lease.view()).toBeUndefined();
    await lease.stop();
  });
});

describe('RouteLease, read by many', () => {
  it('reads more often while the route is moving', async () => {
    const world1 = world();
    const { clock, store, lease } = world1;
    await claim(world1);
    lease.start();
    await clock.advance(2_000);
    expect(store.reads).toBe(5);
    await lease.stop();
  });

  it('shares a read among all who ask at once, and sends another for who asks later', async () => {
    const { clock, memory, store, lease } = world();
    store.delayMs = 100;
    const early = [lease.refresh(), lease.refresh()];
    await clock.advance(50);
    expect(store.reads).toBe(1);
    const moved = await claim({ memory });
    const late = [lease.refresh()];
    await clock.advance(10);
    late.push(lease.refresh());
    await clock.advance(200);
    expect(store.reads).toBe(2);
    expect((await Promise.all(early)).map(({ snapshot }) => snapshot.revision)).toEqual([1, 1]);
    expect(await Promise.all(late)).toMatchObject([
      { snapshot: moved.snapshot },
      { snapshot: moved.snapshot },
    ]);
  });

  it('tells of another revision, and of validity regained', async () => {
    const world1 = world({ onControlLoss: 'refuse' });
    const { clock, store, lease } = world1;
    lease.start();
    await clock.advance(0);
    const changed = lease.changed();
    await clock.advance(3_000);
    await claim(world1);
    await clock.advance(3_000);
    expect((await changed).snapshot.revision).toBe(2);

    store.state = 'unreachable';
    await clock.advance(usableMs);
    const regained = lease.changed();
    store.state = 'well';
    await clock.advance(500);
    expect((await regained).snapshot.revision).toBe(2);
    await lease.stop();
  });

  it('lets go of who waits when their signal is aborted or it is stopped', async () => {
    const { clock, store, lease } = world();
    store.state = 'silent';
    lease.start();
    const caller = new AbortController();
    const refreshed = lease.refresh(caller.signal);
    const changed = lease.changed(caller.signal);
    caller.abort(new Error('enough'));
    await expect(refreshed).rejects.toThrow('enough');
    await expect(changed).rejects.toThrow('enough');
    const waiting = lease.changed();
    await Promise.all([
      lease.stop(),
      expect(waiting).rejects.toMatchObject({ code: 'UND_ROUTE_LEASE_STOPPED' }),
    ]);
    await expect(lease.refresh()).rejects.toMatchObject({ code: 'UND_ROUTE_LEASE_STOPPED' });
    expect(clock.sleeping).toBe(0);
    expect(lease.view()).toBeUndefined();
  });
});

describe('RouteLease, stopped and misused', () => {
  it('begins once, however often it is started', async () => {
    const { clock, store, lease } = world();
    lease.start();
    await clock.advance(1_000);
    lease.start();
    await clock.advance(8_000);
    expect(store.reads).toBe(4);
    await lease.stop();
  });

  it('lets go of a read that began before it was started, and reports none of them as failed', async () => {
    const { clock, store, lease, telemetry } = world();
    store.state = 'silent';
    const refreshed = lease.refresh();
    await clock.advance(0);
    lease.start();
    await Promise.all([
      lease.stop(),
      expect(refreshed).rejects.toMatchObject({ code: 'UND_ROUTE_LEASE_STOPPED' }),
    ]);
    expect([lease.lastFailure(), telemetry.counters.size]).toEqual([undefined, 0]);
  });

  it('reads nothing for a caller that has given up', async () => {
    const { store, lease } = world();
    await expect(lease.refresh(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(store.reads).toBe(0);
  });

  it('waits for no change where the signal was aborted before, or the lease was stopped', async () => {
    const { lease } = world();
    await expect(lease.changed(AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    await lease.stop();
    await expect(lease.changed()).rejects.toMatchObject({ code: 'UND_ROUTE_LEASE_STOPPED' });
  });

  it('can be started again after a stop', async () => {
    const { clock, lease } = world();
    lease.start();
    await clock.advance(0);
    await lease.stop();
    expect(lease.view()).toBeUndefined();
    lease.start();
    await clock.advance(0);
    expect(lease.view()).toBeDefined();
    await lease.stop();
  });

  it('refuses a route that went back', async () => {
    const { clock, store, lease } = world();
    lease.start();
    await clock.advance(0);
    const before = lease.view();
    store.lie = { ...(before?.snapshot ?? (await store.read())), revision: 0 };
    await expect(lease.refresh()).rejects.toMatchObject({ code: 'UND_ROUTE_WENT_BACK' });
    expect(lease.lastSeen()).toEqual(before);
    await lease.stop();
  });

  it('refuses options that do not fit', () => {
    const store = new MemoryRouteStore();
    const make = (options: Partial<RouteLeaseOptions>) => () => new RouteLease({ store, limits, ...options });
    expect(make({ onControlLoss: 'continue' })).toThrow('UND_ROUTE_OPTIONS_INVALID');
    expect(make({ urgentEveryMs: 0 })).toThrow('UND_ROUTE_OPTIONS_INVALID');
  });
});
