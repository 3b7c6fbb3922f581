import { describe, expect, it } from '@jest/globals';
import { renderServiceStatus } from './render-service-status.ts';
import { AT_MS, link, moving, regions, status, steady } from './test-support/status.ts';

const LONG = 'a-table-with-quite-a-long-name';

describe('the status on a terminal', () => {
  it('answers who writes, whether regions and links work, and what to do', () => {
    expect(renderServiceStatus(status({}))).toBe(
      [
        'shop: writer us-east-1, epoch 1, revision 4. 21:45:10 UTC',
        '',
        'Region        Role     Answer  Fence',
        'us-east-1     writer   12 ms   -',
        'eu-central-1  standby  12 ms   -',
        'eu-west-1     witness  20 ms   -',
        '',
        'Link                   State        Lag     Report',
        'orders > eu-central-1  replicating  240 ms  1.2 s',
        '',
        'Next: Nothing to do.',
        '',
      ].join('\n'),
    );
  });

  it('fits 24 lines of 80 columns however many links there are and whatever fails', () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      link({
        link: { table: `${LONG}-${at}`, source: 'us-gov-east-1', target: 'ap-southeast-2' },
        ledger: { open: 1_000, merged: 9, closed: 99, more: true },
      }),
    );
    const merging = [{ region: 'eu-central-1', tail: 'unsettled', untilMs: AT_MS } as const];
    const text = renderServiceStatus(
      status({
        links: many,
        route: steady(merging),
        regions: regions({ standby: `Error: ${'very long words '.repeat(20)}` }),
      }),
    );
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toContain('and 192 more; -o json shows all');
  });

  it('shows links that need attention before those that work', () => {
    const working = Array.from({ length: 20 }, () => link({}));
    const text = renderServiceStatus(status({ links: [...working, link({ state: 'never' })] }));
    expect(text).toContain('never run');
  });

  it('says in words that a region does not answer', () => {
    const text = renderServiceStatus(status({ regions: regions({ writer: 'UND_ROUTE_FENCE_UNREACHABLE' }) }));
    expect(text).toContain('us-east-1     writer   no answer  -');
  });

  it.each([
    [AT_MS + 2_000, 'late requests to it expire in 2.0 s.'],
    [AT_MS - 2_000, 'late requests to it have expired.'],
  ])('says until when late requests may arrive: %d', (untilMs, said) => {
    const merging = [{ region: 'eu-central-1', tail: 'settled', untilMs } as const];
    expect(renderServiceStatus(status({ route: steady(merging) }))).toContain(
      `Reconciled: eu-central-1; ${said}`,
    );
  });

  it('names the step of a move', () => {
    expect(renderServiceStatus(status({ route: moving }))).toContain(
      'switchover from us-east-1 to eu-central-1 under way, step fenced',
    );
  });
});

describe('the status of a ledger', () => {
  it('counts writes that lost: those that are open and those that were merged (fault N7)', () => {
    const ledger = (open: number, merged: number) =>
      link({ ledger: { open, merged, closed: 1, more: false } });
    expect(renderServiceStatus(status({ links: [ledger(3, 10), ledger(0, 2)] }))).toContain(
      'Writes that lost: 3 open, 12 merged, 2 closed otherwise.\n',
    );
  });
});
