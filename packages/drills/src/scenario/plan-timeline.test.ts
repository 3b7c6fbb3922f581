import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DrillEvent } from './event-schema.ts';
import { planTimeline } from './plan-timeline.ts';

const event: fc.Arbitrary<DrillEvent> = fc
  .record({
    at: fc.nat(20),
    after: fc.constantFrom('start' as const, 'claim' as const, 'promotion' as const),
    for: fc.option(fc.nat(20), { nil: undefined }),
  })
  .map((facts) => ({ do: 'kill-region', region: 'writer', ...facts }));

describe('planTimeline', () => {
  it('has each event once under its anchor, in the order of time, and its end after its begin', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), (timeline) => {
        const plan = planTimeline(timeline);
        for (const [anchor, steps] of Object.entries(plan)) {
          const times = steps.map(({ atMs }) => atMs);
          expect(times).toEqual([...times].sort((a, b) => a - b));
          for (const { event: each } of steps) expect(each.after).toBe(anchor);
        }
        const steps = Object.values(plan).flat();
        timeline.forEach((each, index) => {
          const own = steps.filter((step) => step.index === index);
          const lasts = 'for' in each ? each.for : undefined;
          expect(own.find(({ does }) => does === 'begin')?.atMs).toBe(each.at);
          expect(own.find(({ does }) => does === 'end')?.atMs).toBe(
            lasts === undefined ? undefined : each.at + lasts,
          );
        });
      }),
    );
  });

  it('ends what is over before it begins what is next, but nothing before its own begin', () => {
    const at = (begin: number, lasts: number): DrillEvent => ({
      do: 'kill-region',
      region: 'writer',
      after: 'start',
      at: begin,
      for: lasts,
    });
    const order = planTimeline([at(0, 5), at(5, 0)]).start.map(
      ({ index, does }) => `${does} ${String(index)}`,
    );
    expect(order).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  });
});
