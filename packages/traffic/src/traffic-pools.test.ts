import { describe, expect, it } from '@jest/globals';
import type { LinodeInstance } from '@understudy/linode-provisioner';
import type { Balancer, WantedTraffic } from './balancer.ts';
import { poolHooks } from './pool-hooks.ts';
import { TrafficPools } from './traffic-pools.ts';

/** A balancer that keeps what it was brought to, and refuses while `failing` says why. */
class RememberingBalancer implements Balancer {
  readonly applied: WantedTraffic[] = [];
  failing: string | undefined;
  closed = false;
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  plan = () => Promise.resolve({ steps: [] });

  async apply(wanted: WantedTraffic): Promise<void> {
    await Promise.resolve();
    if (this.failing !== undefined) throw new Error(this.failing);
    this.applied.push(wanted);
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  get names(): readonly string[] {
    return Object.values(this.applied.at(-1)?.pools ?? {}).flatMap((members) =>
      members.map(({ name }) => name),
    );
  }
}

const member = (name: string, address = '10.0.0.1') => ({ name, address });

const attached = () => {
  const pools = new TrafficPools({ web: [member('web-1')] });
  const balancers = [new RememberingBalancer('lb-1'), new RememberingBalancer('lb-2')] as const;
  for (const balancer of balancers) pools.attach(balancer);
  return { pools, balancers };
};

describe('TrafficPools', () => {
  it('applies every change to every balancer', async () => {
    const { pools, balancers } = attached();
    await pools.join('web', member('web-2'));
    await pools.join('api', member('api-1'));
    await pools.leave({ pool: 'web', name: 'web-1' });
    for (const { names, applied } of balancers) {
      expect(names).toEqual(['web-2', 'api-1']);
      expect(applied).toHaveLength(3);
    }
    expect(pools.pools).toEqual({ web: [member('web-2')], api: [member('api-1')] });
  });

  it('repeats a leaving that has been done without a change', async () => {
    const { pools, balancers } = attached();
    await pools.leave({ pool: 'web', name: 'web-1' });
    await pools.leave({ pool: 'web', name: 'web-1' });
    await pools.leave({ pool: 'none', name: 'web-1' });
    expect(balancers[0].applied).toHaveLength(1);
  });

  it('knows a pool without members', () => {
    expect(new TrafficPools({ web: [], api: [member('api-1')] }).pools).toEqual({
      web: [],
      api: [member('api-1')],
    });
  });

  it('replaces a member of the same name', async () => {
    const { pools } = attached();
    await pools.join('web', member('web-1', '10.0.0.9'));
    expect(pools.pools).toEqual({ web: [member('web-1', '10.0.0.9')] });
  });

  it('keeps a member in maintenance until that ends or the member leaves', async () => {
    const { pools, balancers } = attached();
    const id = { pool: 'web', name: 'web-1' };
    await pools.startMaintenance(id);
    await pools.startMaintenance(id);
    expect(balancers[1].applied.at(-1)).toEqual({ pools: { web: [member('web-1')] }, maintenance: [id] });
    await pools.endMaintenance(id);
    expect(balancers[1].applied.at(-1)?.maintenance).toEqual([]);
    await pools.startMaintenance(id);
    await pools.leave(id);
    expect(balancers[1].applied.at(-1)).toEqual({ pools: { web: [] }, maintenance: [] });
    await expect(pools.startMaintenance(id)).rejects.toMatchObject({ code: 'UND_TRAFFIC_MEMBER_UNKNOWN' });
    await expect(pools.endMaintenance(id)).rejects.toThrow(
      'Pool web has no member web-1; it has no members.',
    );
  });
});

describe('TrafficPools, beside what fails and what comes at once', () => {
  it('names the balancers that failed, serves by the others, and tries again with the next change', async () => {
    const { pools, balancers } = attached();
    balancers[0].failing = 'no way to it';
    await expect(pools.join('web', member('web-2'))).rejects.toMatchObject({
      code: 'UND_TRAFFIC_APPLY_FAILED',
      message: expect.stringContaining('1 of 2 balancers failed. lb-1: no way to it') as unknown,
    });
    expect(balancers[1].names).toEqual(['web-1', 'web-2']);
    balancers[0].failing = undefined;
    await pools.apply();
    expect(balancers[0].names).toEqual(['web-1', 'web-2']);
  });

  it('makes one change after the other', async () => {
    const { pools, balancers } = attached();
    await Promise.all([pools.join('web', member('web-2')), pools.leave({ pool: 'web', name: 'web-1' })]);
    expect(balancers[0].names).toEqual(['web-2']);
    await pools.close();
    expect(balancers.every(({ closed }) => closed)).toBe(true);
  });

  it('follows the instances of a provisioner', async () => {
    const { pools } = attached();
    const { joined, leaving } = poolHooks(pools);
    const instance = (label: string, addresses: readonly string[]) =>
      ({ label, addresses }) as unknown as LinodeInstance;
    await joined('web', instance('shop-web-2-g1', ['10.0.0.7', '2001:db8::7']));
    await joined('web', instance('shop-web-3-g1', []));
    expect(pools.pools).toEqual({ web: [member('web-1'), member('shop-web-2-g1', '10.0.0.7')] });
    await leaving('web', instance('shop-web-2-g1', []));
    expect(pools.pools).toEqual({ web: [member('web-1')] });
  });
});
