import { describe, expect, it } from '@jest/globals';
import type { RunningServer } from '@understudy/haproxy-runtime';
import type { Traffic } from '@understudy/topology';
import { shownServers } from './shown-servers.ts';

const running = (change: Partial<RunningServer>): RunningServer => ({
  backend: 'web',
  name: 'shop-web-1-g2',
  address: '10.0.0.3:8000',
  state: 'up',
  maintenance: false,
  draining: false,
  weight: 100,
  sessions: 0,
  queued: 0,
  total: 0,
  check: 'L7OK',
  ...change,
});
const backends = [
  { name: 'web', pool: 'web' },
  { name: 'web-admin', pool: 'web' },
  { name: 'static' },
] as unknown as Traffic['backends'];
const shown = (...servers: readonly RunningServer[]) => shownServers('shop', { backends }, servers);

describe('the servers that a balancer shows', () => {
  it('are the instances of its pools, by their places', () => {
    expect(
      shown(
        running({}),
        running({ backend: 'static', name: 'shop-web-2-g1' }),
        running({ name: 'web-by-hand' }),
        running({ name: 'shop-api-1-g1' }),
      ),
    ).toEqual([{ pool: 'web', slot: 1, generation: 2, name: 'shop-web-1-g2', state: 'up', check: 'L7OK' }]);
  });

  it.each([
    ['up', 'starting', false],
    ['down', 'stopping', false],
    ['resting', 'up', true],
  ] as const)('is %s where HAProxy says %s, in maintenance: %p', (state, word, maintenance) => {
    expect(shown(running({ state: word, maintenance }))).toMatchObject([{ state }]);
  });

  it('are down where one of two backends does not reach them', () => {
    const admin = running({ backend: 'web-admin', state: 'down', check: 'L4CON' });
    for (const servers of [shown(running({}), admin), shown(admin, running({}))])
      expect(servers).toMatchObject([{ state: 'down', check: 'L4CON' }]);
  });
});
