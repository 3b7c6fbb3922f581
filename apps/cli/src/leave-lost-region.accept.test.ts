import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LostRegion, STANDBY } from './test-support/lost-region.ts';

const LIMIT_MS = 240_000;
let service: LostRegion;
beforeAll(async () => {
  service = await LostRegion.open();
}, LIMIT_MS);
afterAll(() => service.close(), LIMIT_MS);

it(
  'one command leaves a region whose packets, name and STS are all gone, with no orchestrator alive (issue 12)',
  async () => {
    await service.lose('ENOTFOUND');
    const asked = service.stsAsked;
    const moved = await service.run(
      ...['failover', STANDBY, '--confirm', STANDBY, '--override', 'it is lost', '--without-orchestrator'],
    );
    expect([moved.code, moved.code === 0 ? '' : moved.err]).toEqual([0, '']);
    // The faults were met, and not passed by.
    expect([service.stsAsked > asked, service.nameMissed > 0]).toEqual([true, true]);
    const { code, out } = await service.run('report');
    expect([code, out]).toEqual([0, expect.stringContaining(`to ${STANDBY}: epoch 2`)]);
  },
  LIMIT_MS,
);
