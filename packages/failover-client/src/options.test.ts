import { describe, expect, it } from '@jest/globals';
import { defaultLimits } from '@understudy/core';
import { HandLease } from '@understudy/route/testing';
import { resolveSettings, type UnderstudyOptions } from './options.ts';

const given: UnderstudyOptions = {
  service: 'shop',
  regions: { 'us-east-1': {}, 'eu-central-1': { endpoint: 'http://127.0.0.1:8000' } },
  tables: ['orders'],
  route: new HandLease(),
};

describe('resolveSettings', () => {
  it('leaves nothing open', () => {
    expect(resolveSettings(given)).toMatchObject({
      regions: ['us-east-1', 'eu-central-1'],
      limits: defaultLimits,
      reads: 'writer',
      consistentReads: 'lease',
      batchWrites: 'fenced',
      stampAttribute: 'understudy:v',
      readDeadlineMs: defaultLimits.writeDeadlineMs,
      warmEveryMs: 5_000,
      throttledAttempts: 4,
    });
  });

  it.each<[string, Partial<Record<keyof UnderstudyOptions, unknown>>]>([
    ['regions', { regions: { 'us-east-1': {} } }],
    ['regions', { regions: { 'us-east-1': {}, 'eu-central-1': {}, 'eu-west-1': {} } }],
    ['regions', { regions: { 'us-east-1': {}, 'EU Central': {} } }],
    ['service', { service: '' }],
    ['tables', { tables: ['arn:aws:dynamodb:us-east-1:123456789012:table/orders'] }],
    ['reads', { reads: 'everywhere' }],
    ['consistentReads', { consistentReads: 'maybe' }],
    ['batchWrites', { batchWrites: 'some' }],
    ['stampAttribute', { stampAttribute: '' }],
    ['readDeadlineMs', { readDeadlineMs: 0 }],
    ['warmEveryMs', { warmEveryMs: -1 }],
    ['throttledAttempts', { throttledAttempts: 0 }],
  ])('refuses %s: %j', (option, wrong) => {
    expect(() => resolveSettings({ ...given, ...wrong } as UnderstudyOptions)).toThrow(
      expect.objectContaining({
        code: 'UND_FAILOVER_CLIENT_OPTION_INVALID',
        message: expect.stringContaining(`understudy.${option} is `) as unknown,
      }),
    );
  });

  it('refuses limits that break a relation, with what would be right', () => {
    expect(() => resolveSettings({ ...given, limits: { attemptTimeoutMs: 60_000 } })).toThrow(
      expect.objectContaining({
        code: 'UND_FAILOVER_CLIENT_LIMITS_INVALID',
        details: expect.objectContaining({ limit: 'attemptTimeoutMs' }) as unknown,
      }),
    );
  });
});
