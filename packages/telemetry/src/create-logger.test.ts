import { ManualClock } from '@understudy/core/testing';
import { describe, expect, it } from '@jest/globals';
import { createLogger, type LoggerOptions } from './create-logger.ts';
import { TelemetryError } from './errors.ts';

function collect(options: Partial<LoggerOptions> = {}) {
  const lines: string[] = [];
  const clock = { wallMs: () => Date.parse('2026-11-28T12:00:00.000Z') };
  const logger = createLogger({
    name: 'replicator',
    clock,
    destination: { write: (line) => lines.push(line) },
    ...options,
  });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> };
}

describe('a line of JSON', () => {
  it('has level, time, name, event and facts, in this order', () => {
    const { logger, lines } = collect();
    logger.event('worker.started', { address: 'http://127.0.0.1:9465', links: [{ table: 'orders' }] });
    expect(lines).toEqual([
      '{"level":"info","time":"2026-11-28T12:00:00.000Z","name":"replicator","event":"worker.started",' +
        '"address":"http://127.0.0.1:9465","links":[{"table":"orders"}]}\n',
    ]);
  });

  it('takes its time from the clock', () => {
    const clock = new ManualClock();
    const { logger, last } = collect({ clock });
    logger.info('one');
    expect(last()['time']).toBe(new Date(clock.wallMs()).toISOString());
  });

  it('keeps the level and the event where a fact has their name', () => {
    const { logger, last } = collect();
    logger.event('pool.settled', { name: 'web', level: 9, event: 'x', time: 1 });
    expect(last()).toMatchObject({
      name: 'replicator',
      event: 'pool.settled',
      fact_name: 'web',
      fact_level: 9,
    });
  });

  it('carries the facts of the logger it was made from', () => {
    const { logger, last } = collect();
    logger.with({ table: 'orders' }).event('link.lost', { why: 'x' });
    expect(last()).toMatchObject({ level: 'warn', table: 'orders', why: 'x' });
  });
});

it.each([
  ['worker.started', 'info'],
  ['route.lease_regained', 'info'],
  ['route.lease_lost', 'warn'],
  ['stream.trim_near', 'warn'],
  ['client.stale_epoch_refused', 'warn'],
  ['client.write_ambiguous', 'warn'],
  ['move.aborted', 'warn'],
  ['record.unreadable', 'warn'],
  ['stream.gap_found', 'error'],
  ['gateway.broken', 'error'],
  ['move.fence_failed', 'error'],
])('%s is of level %s', (event, level) => {
  const { logger, last } = collect();
  logger.event(event);
  expect(last()).toMatchObject({ event, level });
});

it('writes nothing below its level, and takes levels of events by name', () => {
  const { logger, lines, last } = collect({ level: 'warn', levels: { 'worker.started': 'error' } });
  logger.event('worker.stopped');
  logger.info('worker.looked');
  logger.debug('worker.looked');
  expect(lines).toEqual([]);
  logger.event('worker.started');
  expect(last()).toMatchObject({ level: 'error' });
});

it('writes text for people', () => {
  const { logger, lines } = collect({ format: 'text' });
  logger.event('link.lost', { table: 'orders', problem: 'a "b"\nc', count: 2, link: { a: 1 } });
  expect(lines).toEqual([
    '2026-11-28T12:00:00.000Z WARN  replicator link.lost table=orders problem="a \\"b\\"\\nc" count=2 link={"a":1}\n',
  ]);
});

it('describes an error with code, message, remedy and causes, and no field of an SDK', () => {
  const { logger, last, lines } = collect();
  const cause = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    config: { headers: { Authorization: 'Bearer abcdefghijkl' } },
  });
  const error = new TelemetryError('UND_TELEMETRY_LISTEN_FAILED', { what: 'Odd.', cause });
  logger.error('worker.failed', { error });
  expect(last()['error']).toEqual({
    name: 'TelemetryError',
    code: 'UND_TELEMETRY_LISTEN_FAILED',
    message: error.message,
    remedy: error.remedy,
    causes: [{ name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }],
  });
  expect(lines.join('')).not.toContain('abcdefghijkl');
});

it('keeps the stack of an error that is not ours', () => {
  const { logger, last } = collect();
  logger.error('worker.failed', { error: new TypeError('x is not a function') });
  expect(last()['error']).toMatchObject({
    name: 'TypeError',
    stack: expect.stringContaining('create-logger.test'),
  });
});
