import { describe, expect, it } from '@jest/globals';
import { suggestNext } from './suggest-next.ts';
import { link, moving, regions, status, steady } from './test-support/status.ts';

describe('what to do next', () => {
  it('is nothing while everything runs', () => {
    expect(suggestNext(status({}))).toEqual({ what: 'Nothing to do.' });
  });

  it.each([
    ['a service without a route', { route: { failure: 'UND_ROUTE_NOT_FOUND' } }, 'understudy setup'],
    [
      'a control store that is away',
      { route: { failure: 'UND_ROUTE_STORE_UNREACHABLE' } },
      'understudy check',
    ],
    ['a move under way', { route: moving }, 'understudy resume'],
    [
      'a writer that is away',
      { regions: regions({ writer: 'ECONNREFUSED' }) },
      'understudy failover eu-central-1',
    ],
    ['a standby that is away', { regions: regions({ standby: 'ECONNREFUSED' }) }, 'understudy check'],
    [
      'a tail that is not reconciled',
      { route: steady([{ region: 'eu-central-1', tail: 'unsettled', untilMs: 0 }]) },
      'understudy reconcile',
    ],
    [
      'the last late request',
      { route: steady([{ region: 'eu-central-1', tail: 'settled', untilMs: 0 }]) },
      'understudy reconcile',
    ],
    ['links without a replicator', { links: [link({ state: 'never' })] }, 'understudy replicator run'],
    ['a leader that fell silent', { links: [link({ state: 'silent' })] }, 'understudy replicator run'],
    [
      'records that the stream dropped',
      { links: [link({ hasGap: true })] },
      'understudy backfill orders --reseed',
    ],
    [
      'writes that lost',
      { links: [link({ ledger: { open: 1, merged: 0, closed: 0, more: false } })] },
      'understudy ledger merge --all --dry-run',
    ],
    ['links that can not be read', { links: [link({ state: 'unreadable' })] }, 'understudy check'],
    ['dead letters', { links: [link({ deadLetters: 2 })] }, 'understudy dead-letters list'],
  ] as const)('after %s is the command for it', (_name, changed, command) => {
    expect(suggestNext(status(changed)).command).toBe(command);
  });

  it('is no failover while the standby is away too', () => {
    const changed = { regions: regions({ writer: 'ECONNREFUSED', standby: 'ECONNREFUSED' }) };
    expect(suggestNext(status(changed)).command).toBe('understudy check');
  });
});
