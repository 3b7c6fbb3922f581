import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { LogLine } from './test-support/daemon-process.ts';
import { callGateway, HealthWorld } from './test-support/health-world.ts';
import { DAEMONS, type Daemon } from './test-support/health-matrix.ts';
import { expectRight } from './test-support/expect-told.ts';

const TEST_MS = 300_000;
/** How long every region is dead. */
const DEAD_MS = 60_000;

let world: HealthWorld;
beforeAll(async () => {
  world = await HealthWorld.open();
}, TEST_MS);
afterAll(() => world.close(), TEST_MS);

/** What a line is about: of each there are as many as there were changes of state. */
function subjectOf(line: LogLine): string {
  const facts = ['event', 'code', 'region', 'table', 'source', 'target'].map((fact) => line[fact]);
  return facts.filter((fact) => typeof fact === 'string').join(' ');
}

/** Requests one after the other, for as long as they are wanted. */
async function callUntil(ended: AbortSignal): Promise<number> {
  let calls = 0;
  for (; !ended.aborted; calls += 1)
    await callGateway(world.daemon('gateway'), calls % 2 === 0 ? 'write' : 'read');
  return calls;
}

/** Lines of each daemon by what they are about. */
function countLines(name: Daemon): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of world.daemon(name).lines()) {
    const subject = subjectOf(line);
    counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  return counts;
}

it.each(['refuses', 'is silent'] as const)(
  'a minute of dead regions (%s) is logged by changes of state and not by attempts (fault N1)',
  async (way) => {
    world.startAll();
    for (const name of DAEMONS) {
      await world.until(`${name} started`, () => world.daemon(name).address !== '');
      await expectRight(world, name);
    }
    const end = await world.cloud.begin('all dead', way);
    const ender = new AbortController();
    const calling = Promise.all(Array.from({ length: 8 }, () => callUntil(ender.signal)));
    await new Promise((resolve) => setTimeout(resolve, DEAD_MS));
    const during = DAEMONS.map(countLines);
    ender.abort();
    await end();
    await calling;
    for (const name of DAEMONS) await expectRight(world, name);
    // A blocked link says so once a minute, and requests that meet the same are one line in ten seconds.
    for (const counts of during)
      for (const [subject, lines] of counts) expect([subject, lines <= 7]).toEqual([subject, true]);
    await world.stop();
  },
  TEST_MS,
);
