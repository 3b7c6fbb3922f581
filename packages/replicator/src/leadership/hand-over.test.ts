import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { launchWorker, prepareService, type WorkerProcess } from '../test-support/launch-worker.ts';
import { EAST, QUICK_LIMITS, TwoRegions, until, WEST } from '../test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST], witness: 'eu-west-1' });
const table = 'handed-over';
let regions: TwoRegions;

/** Which of the workers says that it leads the link from the east; asked of all at once. */
async function leaders(workers: readonly WorkerProcess[]): Promise<readonly WorkerProcess[]> {
  const answers = await Promise.all(
    workers.map(async (worker) => {
      const statuses = await worker.statuses().catch(() => []);
      return statuses.some(({ link, leader }) => link.source === EAST && leader) ? [worker] : [];
    }),
  );
  return answers.flat();
}

const contents = async (region: string) => regions.items(region, table, ['id']);

describe('two worker processes on the same links', () => {
  beforeAll(() => {
    regions = new TwoRegions(cloud());
  });

  afterAll(async () => {
    await regions.end();
  });

  it('never both lead; when one is killed or paused the other takes over, and every write arrives once', async () => {
    await regions.prepare({ name: table, key: { id: 'S' } });
    const file = await prepareService(cloud(), [table]);
    const first = await launchWorker(cloud(), file);
    const second = await launchWorker(cloud(), file);
    const both = [first, second];
    let most = 0;
    const watching = { on: true };
    const watch = (async () => {
      while (watching.on) {
        const askedMs = performance.now();
        const found = await leaders(both);
        // Answers further apart may tell of before and after a hand-over.
        if (performance.now() - askedMs < QUICK_LIMITS.leaseMs) most = Math.max(most, found.length);
      }
    })();
    const traffic = { on: true, written: 0 };
    const writing = (async () => {
      while (traffic.on) {
        traffic.written += 1;
        await regions.put(EAST, table, {
          id: { S: `k${traffic.written % 40}` },
          n: { N: String(traffic.written) },
        });
      }
    })();
    try {
      const [leader] = await until(async () => {
        const found = await leaders(both);
        return found.length === 1 && found;
      });
      const follower = leader === first ? second : first;

      leader?.process.signal('SIGSTOP');
      await until(async () => (await leaders([follower])).length === 1);
      leader?.process.signal('SIGCONT');
      await until(async () => (await leader?.statuses())?.every(({ leader: leads }) => !leads));

      await follower.process.kill();
      await until(async () => (await leaders(leader === undefined ? [] : [leader])).length === 1);
    } finally {
      traffic.on = false;
      await writing;
      watching.on = false;
      await watch;
    }
    await regions.drained(table);
    expect(await contents(WEST)).toEqual(await contents(EAST));
    expect(most).toBe(1);
    expect(await regions.ledger(table, EAST)).toEqual([]);
    expect(await regions.ledger(table, WEST)).toEqual([]);

    // The one that is left ends cleanly on SIGTERM, and leaves the leadership to the next one.
    const [left] = await leaders(both);
    left?.process.signal('SIGTERM');
    expect(await left?.process.ended).toEqual({ code: 0, signal: null });
    expect(await regions.linkStore(WEST).readLeader(regions.link(table, EAST))).toMatchObject({
      released: true,
    });
  });
});
