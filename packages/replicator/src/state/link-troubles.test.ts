import { expect, it } from '@jest/globals';
import { ManualClock, RecordingTelemetry } from '@understudy/core/testing';
import { BLOCKED_AFTER_MS, LinkTroubles, REPEAT_EVERY_MS } from './link-troubles.ts';

const name = { table: 'orders', source: 'us-east-1', target: 'eu-central-1' };
const refused = (code: string) =>
  Object.assign(new Error('no'), { name: code, $metadata: { httpStatusCode: 400 } });

function open() {
  const clock = new ManualClock();
  const telemetry = new RecordingTelemetry();
  const troubles = new LinkTroubles({ name, clock, telemetry });
  const events = () => telemetry.events.map(({ name: event }) => event);
  return { clock, telemetry, troubles, events };
}

it('shows a refusal with code and remedy at once, and forgets it the moment that it is over (fault D5)', () => {
  const { troubles, events } = open();
  const step = {};
  expect(troubles.trouble).toBeUndefined();
  troubles.report(refused('InvalidIdentityToken'), step);
  expect(troubles.blocked).toBe(true);
  expect(troubles.trouble).toMatchObject({
    code: 'UND_REPLICATOR_REFUSED',
    what: 'InvalidIdentityToken: no',
    remedy: expect.stringContaining('credentials'),
  });
  troubles.recover(step);
  expect(troubles.trouble).toBeUndefined();
  expect(troubles.blocked).toBe(false);
  expect(events()).toEqual(['link.blocked', 'link.unblocked']);
});

it('logs one line a minute however often and in however many places it fails (fault D5)', async () => {
  const { clock, telemetry, troubles, events } = open();
  const steps = Array.from({ length: 16 }, () => ({}));
  for (let second = 0; second < 180; second += 1) {
    for (const step of steps) troubles.report(refused('Odd'), step);
    await clock.advance(1_000);
  }
  expect(events()).toEqual(['link.blocked', 'link.blocked', 'link.blocked']);
  expect(telemetry.events[1]?.facts).toMatchObject({
    ...name,
    code: 'UND_REPLICATOR_REFUSED_UNKNOWN',
    failures: 16 * (REPEAT_EVERY_MS / 1_000),
  });
  for (const step of steps.slice(1)) troubles.recover(step);
  expect(troubles.blocked).toBe(true);
  troubles.recover(steps[0] ?? {});
  expect(events().at(-1)).toBe('link.unblocked');
});

it('says at once that another reason blocks it, each reason once a minute', async () => {
  const { clock, telemetry, troubles } = open();
  const step = {};
  for (let second = 0; second < 90; second += 1) {
    troubles.report(refused(second % 2 === 0 ? 'Odd' : 'AccessDeniedException'), step);
    await clock.advance(1_000);
  }
  const told = telemetry.events.map(({ facts }) => facts['code']);
  expect(told).toEqual(
    Array.from({ length: 2 }, () => ['UND_REPLICATOR_REFUSED_UNKNOWN', 'UND_REPLICATOR_REFUSED']).flat(),
  );
});

it('blocks for what may pass only once it has lasted, without another failure in between (fault D22)', async () => {
  const { clock, troubles, events } = open();
  const step = {};
  troubles.report(refused('TransactionConflictException'), step);
  troubles.tell();
  expect(troubles.trouble?.code).toBe('UND_REPLICATOR_CONTENDED');
  expect(events()).toEqual([]);
  await clock.advance(BLOCKED_AFTER_MS);
  troubles.tell();
  expect(events()).toEqual(['link.blocked']);
});

it('shows what a person has to fix before what may pass', () => {
  const { troubles } = open();
  troubles.report(refused('AccessDeniedException'), {});
  troubles.report(refused('ThrottlingException'), {});
  expect(troubles.trouble?.code).toBe('UND_REPLICATOR_REFUSED');
});

it('tells why a transaction was cancelled, and nothing of the items in it (fault D22)', () => {
  const { troubles } = open();
  const error = Object.assign(refused('TransactionCanceledException'), {
    CancellationReasons: [{ Code: 'SomethingNew', Item: { secret: { S: 'hidden' } } }, { Code: null }],
  });
  troubles.report(error, {});
  expect(troubles.trouble).toMatchObject({ code: 'UND_REPLICATOR_REFUSED_UNKNOWN' });
  expect(troubles.trouble?.what).toContain('["SomethingNew",null]');
  expect(JSON.stringify(troubles.trouble)).not.toContain('hidden');
});
