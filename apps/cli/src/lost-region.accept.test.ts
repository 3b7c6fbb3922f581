import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LostRegion, STANDBY, WRITER, type TimedCommand } from './test-support/lost-region.ts';

/** A command that waits for what never answers takes minutes, or for ever; each of these has a second region to ask. */
const BOUND_MS = 45_000;
const LIMIT_MS = 900_000;

/** What answers of a lost writer each command gives, with the exit codes that fit. */
const COMMANDS: readonly (readonly [words: string, codes: readonly number[], said: RegExp])[] = [
  ['status', [0], /writer eu-central-1, epoch 2/],
  ['get regions', [0], /us-east-1 +standby +(?!\d+ ms)/],
  ['get links', [0], /orders\/eu-central-1\/us-east-1 +unknown/],
  ['describe region us-east-1', [0], /us-east-1 does not answer this machine/],
  ['ledger list', [0, 3], /^/],
  ['report', [0], /PROMOTED, VERIFIED: failover from us-east-1 to eu-central-1/],
  ['history', [0], /2 +eu-central-1/],
  ['check', [3], /us-east-1/],
  ['readiness --now', [3], /us-east-1/],
  ['doctor', [3], /us-east-1/],
];

describe.each(['silence', 'ENOTFOUND'] as const)(
  'a region of which nothing answers, its name: %s',
  (name) => {
    let service: LostRegion;
    let moved: TimedCommand;
    beforeAll(async () => {
      service = await LostRegion.open();
      await service.lose(name);
      moved = await service
        .run('failover', STANDBY, '--confirm', STANDBY, '--override', 'it is lost')
        .catch(async (error: unknown) => {
          await service.close();
          throw error;
        });
    }, LIMIT_MS);
    afterAll(() => service.close(), LIMIT_MS);

    it('is left by one command, with no orchestrator alive (issue 12)', () => {
      expect([moved.code, moved.code === 0 ? '' : moved.err]).toEqual([0, '']);
      expect(moved.out).toContain(`${STANDBY} is the writer in epoch 2.`);
      expect(moved.tookMs).toBeLessThan(BOUND_MS);
      expect([service.stsAsked > 0, service.nameMissed > 0]).toEqual([true, true]);
    });

    it.each(COMMANDS)(
      'is shown by %s in bounded time',
      async (words, codes, said) => {
        const { code, out, err, tookMs } = await service.run(...words.split(' '));
        process.stdout.write(`${name} ${words}: ${(tookMs / 1_000).toFixed(1)} s, exit ${String(code)}\n`);
        expect([
          codes.includes(code ?? -1),
          codes.includes(code ?? -1) ? '' : `${String(code)} ${err}`,
        ]).toEqual([true, '']);
        expect(out + err).toMatch(said);
        expect(tookMs).toBeLessThan(BOUND_MS);
      },
      LIMIT_MS,
    );

    it(
      'is reconciled once it is back',
      async () => {
        await service.restore();
        const { code, err } = await service.run('reconcile');
        expect([code, code === 0 ? '' : err]).toEqual([0, '']);
        expect((await service.run('status')).out).toContain(`writer ${STANDBY}`);
        expect(WRITER).not.toBe(STANDBY);
      },
      LIMIT_MS,
    );
  },
);
