import { describe, expect, it } from '@jest/globals';
import { parkedRefusals } from './parked-refusals.ts';

const link = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
const whatOf = (parked: number, accepted: Parameters<typeof parkedRefusals>[1]) =>
  parkedRefusals([{ link, parked }], accepted).map(({ what }) => what);

describe('parkedRefusals', () => {
  it('tells how many were accepted, where any were', () => {
    expect(whatOf(3, [])).toEqual([
      'orders from us-east-1 to eu-central-1 has 3 parked records, acknowledged writes that eu-central-1 lacks.',
    ]);
    expect(whatOf(3, [{ link, parked: 2 }])).toEqual([
      'orders from us-east-1 to eu-central-1 has 3 parked records, acknowledged writes that eu-central-1 lacks, and 2 were accepted.',
    ]);
    expect(whatOf(3, [{ link, parked: 3 }])).toEqual([]);
  });

  it.each(['table', 'source', 'target'] as const)(
    'accepts nothing for a link of another %s, though the rest of its name is the same',
    (part) => {
      expect(whatOf(1, [{ link: { ...link, [part]: 'another' }, parked: 1 }])).toHaveLength(1);
    },
  );
});
