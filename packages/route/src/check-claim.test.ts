import { describe, expect, it } from '@jest/globals';
import { checkClaim, MOST_EPOCHS } from './check-claim.ts';
import { merging, moving, steady } from './testing/index.ts';
import type { Route } from './types.ts';

const [A, B] = ['us-east-1', 'eu-central-1'] as const;
const because = (route: Route, to: string, kind: 'switchover' | 'failover' = 'switchover') => {
  const checked = checkClaim(route, { kind, to });
  return checked.allowed ? 'allowed' : checked.because;
};

describe('checkClaim', () => {
  it('allows a move from the writer to the other region, and gives the steady route', () => {
    const route = steady();
    expect(checkClaim(route, { kind: 'switchover', to: B })).toEqual({ allowed: true, route });
  });

  it('names what refuses a move', () => {
    expect(because(moving(), B)).toBe('move-under-way');
    expect(because(steady(), 'mars')).toBe('region-unknown');
    expect(because(steady(), A)).toBe('already-writer');
    const { epochs } = steady();
    const long = { ...steady(), epochs: Array.from({ length: MOST_EPOCHS }, () => epochs).flat() };
    expect(because(long, B)).toBe('audit-full');
  });

  it('lets only a failover promote a region whose tail is not settled', () => {
    const route = merging(A);
    expect([because(route, B), because(route, B, 'failover')]).toEqual(['tail-unsettled', 'allowed']);
  });

  it('says it in a sentence for people', () => {
    expect(checkClaim(moving(), { kind: 'failover', to: B })).toMatchObject({
      what: expect.stringMatching(/^The move \S+ to eu-central-1 is under way, at "\w+": .*\.$/),
    });
    const unexplained = { ...moving(), reason: '' } as Route;
    expect(checkClaim(unexplained, { kind: 'failover', to: B })).toMatchObject({
      what: expect.stringMatching(/^The move \S+ to eu-central-1 is under way, at "\w+"\.$/),
    });
  });
});
