import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startLinodeCloud, type LinodeCloud } from '@understudy/sandbox';
import { linodeClient } from './adapters/linode-client.ts';
import { linodeZone } from './linode-zone.ts';

const API = { domain: 'example.org', name: 'api', type: 'A' } as const;

let cloud: LinodeCloud;
beforeAll(async () => {
  cloud = await startLinodeCloud({ account: { domains: ['example.org'] } });
  const { endpoint, token } = cloud;
  const api = linodeClient({ endpoint, token });
  const domain = (await api.findDomain('example.org')) ?? 0;
  const records = [
    ['A', 'api', '192.0.2.1'],
    ['AAAA', 'api', '2001:db8::1'],
    ['CNAME', 'alias', 'us.example.org.'],
    ['A', 'twice', '192.0.2.1'],
    ['A', 'twice', '192.0.2.2'],
  ] as const;
  for (const [type, name, target] of records)
    await api.createRecord(domain, { type, name, target, ttlSec: 30 });
});
afterEach(() => cloud.faults.liftAll());
afterAll(() => cloud.stop());

const zone = (token = cloud.token) =>
  linodeZone({ endpoint: cloud.endpoint, token, firstPauseMs: 1, mostPauseMs: 2 });

it('finds a record by its domain, name and type, and whether the token may change it', async () => {
  expect(await zone().look(API)).toMatchObject({
    kind: 'found',
    mayWrite: true,
    record: { target: '192.0.2.1', ttlSec: 30 },
  });
  expect(await zone().look({ ...API, type: 'AAAA' })).toMatchObject({ record: { target: '2001:db8::1' } });
  expect(await zone().look({ ...API, name: 'alias', type: 'CNAME' })).toMatchObject({
    record: { target: 'us.example.org' },
  });
  expect(await zone(cloud.readOnlyToken).look(API)).toMatchObject({ kind: 'found', mayWrite: false });
});

it('says what is missing, and never chooses one of several', async () => {
  expect(await zone().look({ ...API, domain: 'example.com' })).toMatchObject({
    kind: 'missing',
    why: 'The account has no domain example.com.',
  });
  expect(await zone().look({ ...API, name: 'www' })).toMatchObject({
    why: 'example.org has no record "www" of type A.',
  });
  expect(await zone().look({ ...API, name: 'twice' })).toMatchObject({
    why: 'example.org has 2 records "twice" of type A; there must be one.',
  });
});

it('changes a record, which reads back as it was written, also where the answer was lost', async () => {
  const found = await zone().look(API);
  if (found.kind !== 'found') throw new Error(found.why);
  cloud.faults.add({ kind: 'reset', when: 'after', calls: ['PUT /domains/*/records/*'], times: 1 });
  await zone().change(found.record, { ...API, ttlSec: 120, target: '198.51.100.1' });
  expect(await zone().look(API)).toMatchObject({ record: { target: '198.51.100.1', ttlSec: 120 } });
});

it('is refused with the reason, and without the token', async () => {
  const found = await zone().look(API);
  if (found.kind !== 'found') throw new Error(found.why);
  const to = { ...API, ttlSec: 30 };
  await expect(zone().change(found.record, { ...to, target: 'nowhere' })).rejects.toMatchObject({
    code: 'UND_LINODE_PROVISIONER_CALL_REFUSED',
  });
  const reader = zone(cloud.readOnlyToken).change(found.record, { ...to, target: '192.0.2.9' });
  await expect(reader).rejects.toMatchObject({ code: 'UND_LINODE_PROVISIONER_TOKEN_REFUSED' });
  await expect(zone('wrong-token').look(API)).rejects.toThrow(/^(?!.*wrong-token)/s);
  cloud.faults.add({ kind: 'error', status: 500 });
  await expect(zone().look(API)).rejects.toMatchObject({ code: 'UND_LINODE_PROVISIONER_CALL_FAILED' });
});
