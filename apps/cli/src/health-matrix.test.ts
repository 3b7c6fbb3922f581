import { afterAll, beforeAll, it } from '@jest/globals';
import { expectRight, expectTold } from './test-support/expect-told.ts';
import { HEALTH_MATRIX } from './test-support/health-matrix.ts';
import { HealthWorld } from './test-support/health-world.ts';

const TEST_MS = 120_000;

let world: HealthWorld;
beforeAll(async () => {
  world = await HealthWorld.open();
}, TEST_MS);
afterAll(() => world.close(), TEST_MS);

it(
  'a gateway tells a dead standby and refused credentials, and their end; all cells: npm run accept (fault N1)',
  async () => {
    const gateway = world.start('gateway');
    await world.until('it started', () => gateway.address !== '');
    for (const fault of ['standby dead', 'refused credentials'] as const) {
      const end = await world.cloud.begin(fault);
      await expectTold(world, 'gateway', HEALTH_MATRIX[fault].gateway.running);
      await end();
      await expectRight(world, 'gateway');
    }
  },
  TEST_MS,
);
