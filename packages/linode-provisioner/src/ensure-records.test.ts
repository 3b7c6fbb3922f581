import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { ensureRecords, planRecords } from './ensure-records.ts';
import { MemoryLinode } from './testing/index.ts';
import type { DnsRecord } from './types.ts';

const DNS = { name: 'api', ttlSec: 30 };

function record(id: number, target: string, more: Partial<DnsRecord> = {}): DnsRecord {
  return { id, type: target.includes(':') ? 'AAAA' : 'A', name: 'api', target, ttlSec: 30, ...more };
}

describe('records', () => {
  it('are made, mended and removed by name and type, and others are left alone', () => {
    const others = [record(1, '192.0.2.1', { name: 'www' }), record(2, 'v=spf1', { type: 'TXT' })];
    const plan = planRecords(
      DNS,
      ['192.0.2.1', '192.0.2.2', '2001:db8::1'],
      [...others, record(3, '192.0.2.2', { ttlSec: 300 }), record(4, '192.0.2.3')],
    );
    expect(plan.create.map(({ type, target }) => `${type} ${target}`)).toEqual([
      'A 192.0.2.1',
      'AAAA 2001:db8::1',
    ]);
    expect(plan.update).toEqual([record(3, '192.0.2.2')]);
    expect(plan.remove.map(({ id }) => id)).toEqual([4]);
  });

  it('lose the second of two that are alike, and nothing where no address is known', () => {
    const twice = [record(1, '192.0.2.1'), record(2, '192.0.2.1')];
    expect(planRecords(DNS, ['192.0.2.1'], twice)).toEqual({ create: [], update: [], remove: [twice[1]] });
    expect(planRecords(DNS, [], twice)).toEqual({ create: [], update: [], remove: [] });
  });

  it('stand once where the create of a run that was killed lands after the next run has looked', async () => {
    const api = new MemoryLinode(systemClock());
    const { createRecord } = api;
    const late: Omit<DnsRecord, 'id'> = { type: 'A', name: 'api', target: '192.0.2.1', ttlSec: 30 };
    api.createRecord = async (domain, made) => {
      await createRecord.call(api, domain, late);
      await createRecord.call(api, domain, made);
    };
    const changes = await ensureRecords(api, { ...DNS, domain: 'example.org' }, ['192.0.2.1']);
    expect(changes).toBe(2);
    expect(api.records).toMatchObject([late]);
  });
});
