import { describe, expect, it } from '@jest/globals';
import { defaultLimits, promotionWaitMs, silentTelemetry } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { Route } from '@understudy/route';
import { HandLease, moving, steady } from '@understudy/route/testing';
import type { LinkClients } from '../link-context.ts';
import { defaultLinkOptions } from '../options.ts';
import { LinkCounters } from '../state/link-counters.ts';
import { LINK, MERGING, PLAIN } from '../test-support/link-in-memory.ts';
import { TABLE, WEST } from '../test-support/region-with.ts';
import type { Handover } from './leadership-term.ts';
import { termContext } from './term-context.ts';

interface Given {
  readonly handover?: Handover;
  readonly isValid?: boolean;
  readonly route?: Route;
  readonly send?: () => Promise<unknown>;
}

/** The context of a term from EAST to WEST, between regions that answer with nothing. */
function contextOf({
  handover = 'clean',
  isValid = true,
  route = PLAIN,
  send = async () => ({}),
}: Given = {}) {
  const clock = new ManualClock();
  const { signal } = new AbortController();
  const term = { handover, signal, valid: () => isValid } as never;
  const clients = { dynamodb: { send }, streams: { send } } as never;
  const context = termContext(
    term,
    { partitionKey: TABLE.partitionKey, tables: { stream: 'a stream' } },
    {
      name: LINK,
      writes: 'stamped',
      stampAttribute: TABLE.stampAttribute,
      source: clients,
      target: clients,
      lease: new HandLease(route),
      fences: { read: async () => undefined },
      limits: defaultLimits,
      options: defaultLinkOptions,
      clock,
      randomness: seededRandomness(1),
      telemetry: silentTelemetry,
      counters: new LinkCounters(clock),
      onTrouble: () => {},
      onRecovered: () => {},
    },
  );
  return { clock, context };
}

const CLIENTS = ['plain', 'foreign', 'guarded', 'source', 'sourceReads'] as const;

describe('what a leader sends', () => {
  it.each<[string, Given, readonly (keyof LinkClients)[]]>([
    ['the source is the writer and nothing is merging', {}, CLIENTS],
    ['its lease has ended', { isValid: false }, ['sourceReads']],
    ['a region is merging', { route: MERGING }, ['foreign', 'guarded', 'source', 'sourceReads']],
    ['the target is the writer', { route: steady(WEST, 4) }, ['guarded', 'source', 'sourceReads']],
    ['a failover is under way', { route: moving(3, 'failover') }, ['guarded', 'source', 'sourceReads']],
  ])('where %s', async (_name, given, expected) => {
    const { context } = contextOf(given);
    const sent: (keyof LinkClients)[] = [];
    for (const name of CLIENTS) {
      try {
        await context.clients[name].send({} as never);
        sent.push(name);
      } catch (error) {
        expect(error).toMatchObject({ code: 'UND_REPLICATOR_REQUEST_TOO_LATE' });
      }
    }
    expect(sent).toEqual(expected);
  });

  it('counts as late once its answer is lost, but for reads', async () => {
    for (const name of CLIENTS) {
      const { clock, context } = contextOf({ send: () => new Promise(() => {}) });
      const sent = context.clients[name].send({} as never);
      const failed = expect(sent).rejects.toMatchObject({ code: 'UND_REPLICATOR_REQUEST_TIMED_OUT' });
      await clock.advance(defaultLimits.attemptTimeoutMs);
      await failed;
      expect([name, context.late.possible]).toEqual([name, name !== 'sourceReads']);
    }
  });
});

describe('what an earlier leader may still have under way', () => {
  const possibleFor = async (handover: Handover) => {
    const { clock, context } = contextOf({ handover });
    const { late } = context;
    const { landed } = late;
    const startedMs = clock.monotonicMs();
    const endMs = Math.max(startedMs, late.untilMs);
    await clock.advance(endMs - startedMs);
    expect(late.possible).toBe(false);
    return { forMs: endMs - startedMs, landed };
  };
  const { maxRequestAgeMs, drift } = defaultLimits;
  const ageMs = Math.ceil(maxRequestAgeMs / (1 - drift));

  it('is nothing where it left cleanly', async () => {
    expect(await possibleFor('clean')).toEqual({ forMs: 0, landed: true });
  });

  it('is what it sent, for as long as a request is valid, where it did not', async () => {
    expect(await possibleFor('unclean')).toEqual({ forMs: ageMs, landed: false });
  });

  it('is longer by its lease where the region may have forgotten it, which keeps no link from its rest', async () => {
    expect(await possibleFor('unknown')).toEqual({
      forMs: promotionWaitMs(defaultLimits) + ageMs,
      landed: true,
    });
  });
});
