import { describe, expect, it } from '@jest/globals';
import { usableLeaseMs } from '@understudy/core';
import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import { decideTransition, fenceFor, firstRoute } from '@understudy/route';
import { RouteLease } from './route-lease.ts';
import type { RouteLeaseOptions } from './options.ts';
import { MemoryRouteStore } from './stores/memory-route-store.ts';
import { FaultyStore } from './testing/faulty-store.ts';
import { MemoryFenceStore } from './stores/memory-fence-store.ts';
import { FaultyFences } from './testing/faulty-fences.ts';

const limits = { leaseMs: 9_000, drift: 0.01, controlTimeoutMs: 1_500 };
const usableMs = usableLeaseMs(limits);
const [A, B] = ['us-east-1', 'eu-central-1'] as const;

function world(options: Partial<RouteLeaseOptions> = {}) {
  const clock = new ManualClock();
  const memory = new MemoryRouteStore(firstRoute({ regions: [A, B], writer: A, atMs: 0 }));
  const store = new FaultyStore(memory, clock);
  const fences = new FaultyFences(new MemoryFenceStore(), clock);
  const telemetry = new RecordingTelemetry();
  const lease = new RouteLease({ store, fences, limits, clock, telemetry, ...options });
  return { clock, memory, store, fences, telemetry, lease };
}

async function claim({ memory }: Pick<ReturnType<typeof world>, 'memory'>) {
  const { revision, route } = await memory.read();
  return memory.compareAndSet(
    revision,
    decideTransition(route, { type: 'claim', kind: 'failover', to: B, moveId: 'm', reason: '', atMs: 0 }),
  );
}

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

describe('RouteLease, renewed by a fence', () => {
  it('is renewed by the fence while it shows the same epoch and writer, and no longer', async () => {
    const { clock, memory, store, fences, lease } = world();
    await fences.write(A, fenceFor(await memory.read()));
    lease.start();
    await clock.advance(0);
    store.state = 'silent';
    await clock.advance(60_000);
    expect(lease.view()).toMatchObject({ renewedBy: 'fence', snapshot: { revision: 1 } });
    const refreshed = lease.refresh();
    await clock.advance(2 * limits.controlTimeoutMs);
    expect((await refreshed).renewedBy).toBe('fence');
    const { snapshot } = await claim({ memory });
    await fences.write(A, fenceFor(snapshot));
    await clock.advance(usableMs);
    expect(lease.view()).toBeUndefined();
    await lease.stop();
  });

  it('is not renewed by a fence of another region, of none, or one that does not answer', async () => {
    const { clock, memory, store, fences, lease } = world();
    await fences.write(B, fenceFor(await memory.read()));
    lease.start();
    await clock.advance(0);
    store.state = 'unreachable';
    await clock.advance(usableMs);
    expect(lease.view()).toBeUndefined();
    await fences.write(A, fenceFor(await memory.read()));
    fences.state = 'silent';
    await clock.advance(5_000);
    expect(lease.view()).toBeUndefined();
    fences.state = 'well';
    await clock.advance(5_000);
    expect(lease.view()).toBeDefined();
    await lease.stop();
  });

  it('is not renewed by a fence of its epoch that names another writer', async () => {
    const { clock, store, fences, lease } = world();
    await fences.write(A, { epoch: 1, writer: B, revision: 2 });
    lease.start();
    await clock.advance(0);
    store.state = 'unreachable';
    await clock.advance(usableMs);
    expect(lease.view()).toBeUndefined();
    await lease.stop();
  });
});

describe('RouteLease, not renewed by a fence', () => {
  it('is not renewed by a fence where the control store gives a route that is wrong', async () => {
    const { clock, memory, store, fences, lease } = world();
    await fences.write(A, fenceFor(await memory.read()));
    lease.start();
    await clock.advance(0);
    store.lie = { ...(await memory.read()), revision: 0 };
    await expect(lease.refresh()).rejects.toMatchObject({ code: 'UND_ROUTE_WENT_BACK' });
    await lease.stop();
  });

  it('waits for no fence once it is stopped', async () => {
    const { clock, memory, store, fences, lease } = world();
    await fences.write(A, fenceFor(await memory.read()));
    await lease.refresh();
    store.state = 'unreachable';
    fences.state = 'silent';
    const refreshed = lease.refresh();
    await clock.advance(0);
    await Promise.all([
      lease.stop(),
      expect(refreshed).rejects.toMatchObject({ code: 'UND_ROUTE_LEASE_STOPPED' }),
    ]);
  });

  it('is not renewed by a fence during a move, which is for the store to end', async () => {
    const { clock, memory, store, fences, lease } = world();
    const { snapshot } = await claim({ memory });
    await fences.write(A, fenceFor(snapshot));
    await fences.write(B, fenceFor(snapshot));
    lease.start();
    await clock.advance(0);
    store.state = 'unreachable';
    await clock.advance(usableMs);
    expect(lease.view()).toBeUndefined();
    await lease.stop();
  });
});

describe('RouteLease of a process that starts without the control store', () => {
  const begun = async (onControlLoss: 'continue' | 'refuse') => {
    const started = world({ onControlLoss, beginByFences: [A, B] });
    const { clock, memory, store, fences, lease } = started;
    for (const region of [A, B]) await fences.write(region, fenceFor(await memory.read()));
    store.state = 'unreachable';
    lease.start();
    await clock.advance(0);
    return started;
  };

  it('may write by the fences, and goes on by the control store once that is back (fault D17)', async () => {
    const { clock, memory, store, lease } = await begun('continue');
    expect(lease.view()).toMatchObject({ renewedBy: 'fence', snapshot: await memory.read() });
    await clock.advance(60_000);
    expect(lease.view()).toMatchObject({ renewedBy: 'fence' });
    store.state = 'well';
    await clock.advance(3_000);
    expect(lease.view()).toMatchObject({ renewedBy: 'store' });
    await lease.stop();
  });

  it('knows the route for reads alone under refuse, and still says what it waits for (fault D17)', async () => {
    const { clock, memory, fences, lease, telemetry } = await begun('refuse');
    expect(lease.view()).toBeUndefined();
    expect(lease.lastSeen()?.snapshot).toEqual(await memory.read());
    await expect(lease.refresh()).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_UNREACHABLE' });
    await clock.advance(5_000);
    const { revision, route } = await memory.read();
    const { snapshot } = await memory.compareAndSet(revision, route);
    for (const region of [A, B]) await fences.write(region, fenceFor(snapshot));
    await clock.advance(1_000);
    expect(lease.lastSeen()?.snapshot).toEqual(snapshot);
    expect(telemetry.events.map(({ name }) => name)).toEqual(['route.changed', 'route.changed']);
    expect([...telemetry.counters.keys()]).toEqual(['understudy_route_renewals_total{by="none"}']);
    await lease.stop();
  });

  it('knows it for reads alone where the writer itself does not answer (fault D17)', async () => {
    const { clock, memory, fences, store, telemetry } = world({ beginByFences: [A, B] });
    await fences.write(B, fenceFor(await memory.read()));
    store.state = 'unreachable';
    const lease = new RouteLease({ store, fences, limits, clock, telemetry, beginByFences: [A, B] });
    lease.start();
    await clock.advance(0);
    expect(lease.view()).toBeUndefined();
    expect(lease.lastSeen()?.snapshot.route).toMatchObject({ writer: A });
    await lease.stop();
  });

  it('knows nothing where it was not asked to begin so, and where a move is under way (fault D17)', async () => {
    const started = world();
    const { clock, fences, store, telemetry } = started;
    const { snapshot } = await claim(started);
    for (const region of [A, B]) await fences.write(region, fenceFor(snapshot));
    store.state = 'unreachable';
    for (const how of [{}, { beginByFences: [A, B] }] as const) {
      const lease = new RouteLease({ store, fences, limits, clock, telemetry, ...how });
      lease.start();
      await clock.advance(1_000);
      expect(lease.lastSeen()).toBeUndefined();
      await expect(lease.refresh()).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_UNREACHABLE' });
      await lease.stop();
    }
  });
});

describe('RouteLease that knows a route, without the control store', () => {
  it('keeps its view where the standby alone shows the route that it knows (fault D17)', async () => {
    const { clock, memory, store, fences, lease } = world({ beginByFences: [A, B] });
    await fences.write(B, fenceFor(await memory.read()));
    lease.start();
    await clock.advance(0);
    store.state = 'unreachable';
    await clock.advance(usableMs - 1);
    expect(lease.view()).toMatchObject({ renewedBy: 'store' });
    await lease.stop();
  });

  it('does not go back to what the fences of a move under way showed before it (fault D17)', async () => {
    const started = world({ beginByFences: [A, B] });
    const { clock, memory, store, fences, lease } = started;
    for (const region of [A, B]) await fences.write(region, fenceFor(await memory.read()));
    const { snapshot } = await claim(started);
    lease.start();
    await clock.advance(0);
    store.state = 'unreachable';
    await clock.advance(1_000);
    expect(lease.lastSeen()?.snapshot).toEqual(snapshot);
    await lease.stop();
  });

  it('reports the control store where no fence can be read either (fault D17)', async () => {
    const { store, fences, lease } = world({ beginByFences: [A, B] });
    store.state = 'unreachable';
    fences.state = 'unreachable';
    await expect(lease.refresh()).rejects.toMatchObject({ code: 'UND_ROUTE_STORE_UNREACHABLE' });
  });
});
