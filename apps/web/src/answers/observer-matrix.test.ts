import { describe, expect, it } from '@jest/globals';
import type { RegionState } from '@understudy/api-contract';
import { observerMatrix } from './observer-matrix.ts';

type Seen = RegionState['observedBy'][number];

const look = (condition: Seen['look']['condition'], missed = 0): Seen['look'] => ({
  region: 'us-east-1',
  condition,
  write: { condition, tookMs: 92 },
  read: { condition, tookMs: 8 },
  missed,
});
const seen = (observer: string, more: Partial<Seen> = {}): Seen => ({
  observer,
  abstains: false,
  fresh: true,
  reportedMs: 9000,
  look: look('answering'),
  ...more,
});
const orchestrator = (name: string) =>
  ({ name, place: 'us-east', state: 'follows', doubts: [], reportedMs: 9000 }) as const;

describe('observerMatrix', () => {
  it('shows an old report as past, one that abstains as no opinion, and a missing one as unknown', () => {
    const observedBy = [
      seen('o-1', { look: look('unreachable', 9) }),
      seen('o-2', { fresh: false }),
      seen('o-3', { abstains: true }),
    ];
    const rows = observerMatrix(
      ['o-1', 'o-2', 'o-3', 'o-4'].map(orchestrator),
      [{ name: 'us-east-1', observedBy }],
      10_000,
    );
    expect(rows.map(({ sights: [sight] }) => [sight?.tone, sight?.words.replaceAll('\u00a0', ' ')])).toEqual([
      ['bad', 'no answer, 9 in a row'],
      ['idle', 'was: takes writes, 92 ms'],
      ['idle', 'takes writes, 92 ms; abstains'],
      ['idle', 'no report'],
    ]);
    expect(rows[0]?.reported).toBe('1\u00a0s ago');
  });
});
