import { expect } from '@jest/globals';
import type { FailoverDynamoDBClient } from '@understudy/failover-client';
import type { DaemonProcess } from './daemon-process.ts';
import { unaffected, type Calls, type Daemon, type Running } from './health-matrix.ts';
import { callClient, callGateway, type HealthWorld } from './health-world.ts';

const hasText: unknown = expect.stringMatching(/\w/);

/** `/readyz`, `/healthz` and the log tell the fault as the matrix says, each problem with a code and what to do. */
export async function expectTold(
  world: HealthWorld,
  name: Daemon,
  expected: Running | undefined,
): Promise<void> {
  if (expected === undefined) return;
  const daemon = world.daemon(name);
  const { ready, codes, event } = expected;
  const ms = await world.until(`${name} tells ${codes.join(', ')}, ready: ${ready}`, async () => {
    const told = await daemon.readyz();
    return told.status === (ready ? 200 : 503) && codes.every((code) => told.codes.includes(code));
  });
  note(`${name} tells ${codes.join()}`, ms);
  const { problems } = await daemon.readyz();
  for (const { code, remedy } of problems) expect([code, remedy]).toEqual([hasText, hasText]);
  expect(await daemon.healthz()).toBe(200);
  if (event === undefined) return;
  // A region that comes and goes is reported once in ten seconds.
  await world.until(`${name} logs ${event}`, () => {
    const line = daemon.lines().findLast((each) => each.event === event);
    return codes.includes(line?.code ?? '') && line?.remedy !== undefined;
  });
}

/**
 * The first line of the log that is a warning, or tells of the start, says what is wrong and what to do, itself or in its problems; a
 * lost region after one probe.
 */
export function expectFirstLine(daemon: DaemonProcess, codes: readonly string[]): void {
  const first = daemon.lines().find(({ level, event }) => level !== 'info' || event.endsWith('.started'));
  const told = [first, ...(first?.problems ?? [])];
  for (const code of codes) expect(told).toContainEqual(expect.objectContaining({ code, remedy: hasText }));
}

/** The daemon is ready, and neither `/readyz` nor `/status` shows a problem but those of `left`. */
export async function expectRight(
  world: HealthWorld,
  name: Daemon,
  left: readonly string[] = [],
): Promise<void> {
  const daemon = world.daemon(name);
  const ms = await world.until(`${name} has no problem but ${left.join(', ')}`, async () => {
    const { status, codes } = await daemon.readyz();
    const stated = [...(await daemon.status()).matchAll(/\bUND_[A-Z_]+/g)].map(([code]) => code);
    const isLeft = (said: readonly string[]) => String([...new Set(said)]) === String(left);
    return status === (left.length === 0 ? 200 : 503) && isLeft(codes) && isLeft(stated);
  });
  note(`${name} is right again`, ms);
  expect(await daemon.healthz()).toBe(200);
}

/** A write and a read get these, through the gateway and from a client, each error with what to do. */
export async function expectCalls(
  world: HealthWorld,
  client: FailoverDynamoDBClient,
  { write, read, sent = write }: Calls = unaffected,
): Promise<void> {
  const gateway = world.daemon('gateway');
  if (write.client === 'UND_FAILOVER_CLIENT_ROUTE_REFUSED')
    await world.until("the client's lease ends", () => client.lease.view() === undefined);
  const outcomes = await Promise.all([
    callGateway(gateway, 'write'),
    callGateway(gateway, 'read'),
    callClient(client, 'write'),
    callClient(client, 'read'),
  ]);
  const expected = [
    [write.gateway, sent.gateway],
    [read.gateway],
    [write.client, sent.client],
    [read.client],
  ];
  for (const [at, { outcome }] of outcomes.entries()) expect(expected[at]).toContain(outcome);
  for (const { outcome, message } of outcomes)
    if (outcome.includes('UND_')) expect(message).toMatch(/\w\. \w/);
}

/** Figures for people: a busy machine takes its time, so nothing is expected of them. */
function note(what: string, ms: number): void {
  if (process.env['UNDERSTUDY_ACCEPT'] === 'true') process.stderr.write(`${what}: ${ms.toFixed(0)} ms\n`);
}
