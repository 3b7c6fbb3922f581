import { describe, expect, it } from '@jest/globals';
import { usableLeaseMs } from '@understudy/core';
import { fenceFor } from '@understudy/route';
import { RouteLease } from './route-lease.ts';
import { A, B, claim, leaseWorld as world, limits } from './test-support/lease-world.ts';

const usableMs = usableLeaseMs(limits);

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
});

describe('RouteLease that a fence does not renew', () => {
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
