import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ShardProgress, type Ticket } from './shard-progress.ts';

const forEver = new AbortController().signal;

describe('what of a shard is settled without a gap', () => {
  it('never passes a record that is not settled, in whatever order they are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.nat(20), (order, ahead) => {
        const progress = new ShardProgress('start');
        const tickets: Ticket[] = [];
        const settled = new Set<number>();
        for (const draw of order) {
          while (tickets.length < order.length && tickets.length <= settled.size + ahead) {
            tickets.push(progress.add(String(tickets.length)));
          }
          const chosen = draw % Math.max(1, tickets.length);
          if (tickets[chosen] === undefined) continue;
          progress.settle(tickets[chosen]);
          settled.add(chosen);
          let gapless = 0;
          while (settled.has(gapless)) gapless += 1;
          expect(progress.watermark).toBe(gapless === 0 ? 'start' : String(gapless - 1));
          expect(progress.unsettled).toBe(tickets.length - settled.size);
        }
      }),
    );
  });

  it('stays right over many thousand records', async () => {
    const progress = new ShardProgress();
    const open: Ticket[] = [];
    for (let at = 0; at < 20_000; at += 1) {
      open.push(progress.add(String(at)));
      if (open.length > 50) progress.settle(open.shift() as Ticket);
    }
    expect(progress.watermark).toBe('19949');
    const all = progress.allSettled(forEver);
    for (const ticket of open) progress.settle(ticket);
    await all;
    expect(progress.watermark).toBe('19999');
  });

  it('tells when all that was there at the call is settled, and not what came later', async () => {
    const progress = new ShardProgress();
    const first = progress.add('1');
    let told = false;
    const settled = progress.allSettled(forEver).then(() => (told = true));
    progress.add('2');
    expect(told).toBe(false);
    progress.settle(first);
    await settled;
    expect(progress.watermark).toBe('1');
  });
});

describe('waiting for records to settle', () => {
  it('lets a reader wait until few enough are behind the first unsettled one', async () => {
    const progress = new ShardProgress();
    const tickets = ['1', '2', '3'].map((sequence) => progress.add(sequence));
    let woken = false;
    const waiting = progress.settledUpTo(2, forEver).then(() => (woken = true));
    progress.settle(tickets[1] as Ticket);
    await Promise.resolve();
    expect(woken).toBe(false);
    progress.settle(tickets[0] as Ticket);
    await waiting;
  });

  it('gives up waiting with the signal', async () => {
    const progress = new ShardProgress();
    progress.add('1');
    const ender = new AbortController();
    const waiting = progress.allSettled(ender.signal);
    ender.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    await expect(progress.allSettled(ender.signal)).rejects.toThrow('over');
  });

  it('counts settling twice once', () => {
    const progress = new ShardProgress();
    const ticket = progress.add('1');
    progress.add('2');
    progress.settle(ticket);
    progress.settle(ticket);
    expect(progress.unsettled).toBe(1);
  });
});
