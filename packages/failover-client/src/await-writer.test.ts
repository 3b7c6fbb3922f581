import { describe, expect, it } from '@jest/globals';
import { RouteError } from '@understudy/route';
import { steady } from '@understudy/route/testing';
import { driveEngine, never } from './test-support/drive-engine.ts';

const put = { TableName: 'orders', Item: { pk: { S: 'a' } } };
/** How many attempts a region may have in flight at first. */
const WINDOW = 10;

/** An engine with a full window and one more write, which waits for a permit. `give` gives it one. */
async function crowded() {
  const driven = driveEngine(never);
  const given = new AbortController();
  const aborted = driven.run('PutItem', put, given.signal).catch((error: unknown) => error);
  for (let at = 1; at < WINDOW; at += 1) driven.run('PutItem', put).catch(() => {});
  const waiting = driven.run('PutItem', put);
  waiting.catch(() => {});
  await driven.clock.advance(0);
  const give = async () => {
    given.abort();
    await aborted;
    await driven.clock.advance(0);
  };
  return { ...driven, waiting, give };
}

describe('a write that waited for a permit', () => {
  it('is sent to the writer as soon as there is one', async () => {
    const { sent, give } = await crowded();
    expect(sent).toHaveLength(WINDOW);
    await give();
    expect(sent).toHaveLength(WINDOW + 1);
  });

  it('is not sent where its deadline passed before its timer fired', async () => {
    const { clock, sent, waiting, give } = await crowded();
    clock.sleptMs = 30_000;
    await give();
    await expect(waiting).rejects.toMatchObject({
      code: 'UND_FAILOVER_CLIENT_WRITE_DEADLINE',
      mayHaveApplied: false,
    });
    expect(sent).toHaveLength(WINDOW);
  });

  it('is not sent where the lease ended meanwhile, and gives the permit back', async () => {
    const { clock, lease, sent, give } = await crowded();
    lease.lose();
    await give();
    expect(sent).toHaveLength(WINDOW);
    lease.set(steady());
    await clock.advance(0);
    expect(sent).toHaveLength(WINDOW + 1);
  });
});

describe('a write that waits for the route', () => {
  it('fails at its deadline where the control store is silent', async () => {
    const { clock, lease, run } = driveEngine(never);
    lease.lose();
    lease.refresh = () => new Promise(() => {});
    const served = run('PutItem', put);
    const refused = expect(served).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_WRITE_DEADLINE' });
    await clock.advance(31_000);
    await refused;
  });

  it('may have been applied where an answer was lost before the control store refused', async () => {
    const { clock, lease, run } = driveEngine(never);
    const served = run('PutItem', put);
    const refused = expect(served).rejects.toMatchObject({ code: 'UND_FAILOVER_CLIENT_WRITE_AMBIGUOUS' });
    await clock.advance(1_000);
    lease.lose();
    lease.refresh = () => Promise.reject(new RouteError('UND_ROUTE_NOT_FOUND', { what: 'No.' }));
    await clock.advance(9_000);
    await refused;
  });
});
