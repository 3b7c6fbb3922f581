import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Repair, Rung } from '@understudy/findings';
import type { RepairHands } from './act/repair-hands.ts';
import { ConstantLoad } from './test-support/constant-load.ts';
import type { Life } from './test-support/mortal.ts';
import { RepairWorld } from './test-support/repair-world.ts';

const TEST_MS = 240_000;
const FIRST = 'shop-web-1-g1';
const SECOND = 'shop-web-2-g1';

let world: RepairWorld;
let load: ConstantLoad;

beforeEach(async () => {
  world = await RepairWorld.open(2);
  load = new ConstantLoad(world.port);
}, TEST_MS);
afterEach(async () => {
  await load.stop();
  await world.close();
}, TEST_MS);

const rungs = async (slot = 1) => (await world.attempts(slot)).map(({ rung, state }) => `${rung} ${state}`);
const reboots = () => world.calls.filter((call) => call.endsWith('/reboot')).length;

describe('a server that is down', () => {
  it(
    'is rebooted where a restart does not help, then replaced; no request fails',
    async () => {
      world.start('orch-1', { restartLimitMs: 3_000, rebootLimitMs: 4_000 });
      await writeFile(join(world.cloud.instance(FIRST).directory, 'opt/app/broken'), '');
      await world.ask(FIRST, '/break');
      await world.until('it is replaced', async () => (await rungs()).includes('replace verified'));
      expect((await rungs()).map((text) => text.split(' ')[0])).toEqual(['restart', 'reboot', 'replace']);
      expect(reboots()).toBe(1);
      expect(await world.answering()).toEqual(['shop-web-1-g2', SECOND]);
      expect(world.cloud.instances.map(({ label, region }) => `${label} ${region}`).sort()).toEqual([
        'shop-web-1-g2 de-fra-2',
        `${SECOND} de-fra-2`,
      ]);
      await load.stop();
      expect(load.failures).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'is left alone where automatic repairs are off',
    async () => {
      world.start('orch-1', { automatic: false });
      await world.ask(FIRST, '/break');
      await world.until('the plan says what blocks it', async () =>
        (await world.audit()).some(({ what }) => what.includes('(repairs-off)')),
      );
      expect(await world.attempts(1)).toEqual([]);
      expect(await world.answering()).toEqual([SECOND]);
    },
    TEST_MS,
  );
});

describe('a region of Linode that has an outage', () => {
  it(
    'loses its servers to another region of the pool, and the traffic goes there',
    async () => {
      world.start('orch-1');
      world.cloud.faults.add({ kind: 'region-outage', region: 'de-fra-2' });
      await world.until('both are moved', async () => {
        const ended = [...(await rungs(1)), ...(await rungs(2))];
        return ended.join() === 'move verified,move verified';
      });
      expect(await world.answering()).toEqual(['shop-web-1-g2', 'shop-web-2-g2']);
      const regions = new Set(world.cloud.instances.map(({ region }) => region));
      expect([...regions]).toEqual(['nl-ams']);
      expect(reboots()).toBe(0);
    },
    TEST_MS,
  );
});

/** What ended before, so that the next rung is the one that is meant. */
const tried = (...before: readonly Rung[]): Repair => ({
  pool: 'web',
  slot: 1,
  revision: 1,
  attempts: before.map((rung, at) => ({
    number: at + 1,
    rung,
    server: FIRST,
    region: 'de-fra-2',
    by: 'orch-9',
    reason: 'It was down.',
    atMs: world.clock.wallMs(),
    state: 'unverified',
    resumed: 0,
    endedMs: world.clock.wallMs(),
    outcome: 'It did not come back.',
  })),
});

describe('a leader that dies in the middle of a repair', () => {
  const starts = () => world.cloud.instance(FIRST).units[0]?.starts ?? 0;
  const creations = () => world.calls.filter((call) => call === 'POST /linode/instances').length;
  it.each<[Rung, readonly Rung[], () => boolean, () => void]>([
    [
      'restart',
      [],
      () => starts() > 1,
      () => {
        expect(starts()).toBe(2);
      },
    ],
    [
      'reboot',
      ['restart'],
      () => reboots() > 0,
      () => {
        expect(reboots()).toBe(1);
      },
    ],
    [
      'replace',
      ['restart', 'reboot'],
      () => creations() > 0,
      () => {
        expect(creations()).toBe(1);
      },
    ],
  ])(
    'is followed by one that ends the %s and does nothing twice',
    async (rung, before, isDone, check) => {
      if (before.length > 0) await world.control.writeRepair(tried(...before));
      let died = false;
      const dying = (real: RepairHands, life: Life): RepairHands => ({
        carryOut: (attempt, context) => {
          const guard = () => {
            // Right after the command was given, and before its effect is seen.
            life.dead ||= isDone();
            died ||= life.dead;
            context.guard();
          };
          return real.carryOut(attempt, { ...context, guard });
        },
      });
      world.start('orch-1', {}, dying);
      const leads = async () => (await world.control.read()).leader?.observer === 'orch-1';
      await world.until('orch-1 leads', leads);
      world.start('orch-2');
      await world.ask(FIRST, '/break');
      const number = before.length + 1;
      const last = async () => (await world.attempts(1)).at(-1);
      await world.until('the repair has ended', async () => {
        const attempt = await last();
        return attempt?.number === number && attempt.state === 'verified';
      });
      expect(died).toBe(true);
      expect(await last()).toMatchObject({ rung, by: 'orch-2', resumed: 1 });
      check();
      expect(await world.answering()).toHaveLength(2);
      await load.stop();
      expect(load.failures).toEqual([]);
    },
    TEST_MS,
  );
});
