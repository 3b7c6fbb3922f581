import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { REGION_A, REGION_B } from '@understudy/moves/testing';
import type { RecordSight } from '@understudy/findings';
import { judgeRecords } from '../readiness/judge-records.ts';
import type { ReadinessFacts } from '../readiness/readiness-facts.ts';
import { AT_MS, OrchestratorWorld, sampleRecord } from '../testing/index.ts';
import type { DnsZone, ZoneLook } from './dns-zone.ts';
import { recordPerformer } from './record-performer.ts';

const RECORD = sampleRecord({
  targets: [
    { region: REGION_A, target: '192.0.2.1' },
    { region: REGION_B, target: '198.51.100.1' },
  ],
});
const NAME = 'api.example.org A';

/** A zone in memory, which may round or refuse what it is given. */
class MemoryZone implements DnsZone {
  record = { domainId: 1, id: 7, target: '192.0.2.1', ttlSec: 30 };
  changes = 0;
  missing: string | undefined;
  fails: Error | undefined;
  rounds = false;

  async look(): Promise<ZoneLook> {
    if (this.fails !== undefined) throw this.fails;
    return this.missing === undefined
      ? { kind: 'found', record: this.record, mayWrite: true }
      : { kind: 'missing', why: this.missing };
  }

  async change(
    record: { readonly id: number },
    { target, ttlSec }: { readonly target: string; readonly ttlSec: number },
  ): Promise<void> {
    if (this.fails !== undefined) throw this.fails;
    this.changes += 1;
    this.record = { ...this.record, ...record, target, ttlSec: this.rounds ? 300 : ttlSec };
  }
}

let zone: MemoryZone;
beforeEach(() => {
  zone = new MemoryZone();
});

describe('the step of a record', () => {
  const move = {
    of: 'promotion',
    id: 'm',
    kind: 'failover',
    from: REGION_A,
    to: REGION_B,
    epoch: 2,
  } as const;
  const step = {
    name: NAME,
    kind: 'record',
    when: 'after-promotion',
    required: true,
    state: 'running',
    attempt: 1,
    attempts: 20,
  } as const;
  const perform = (name = NAME) =>
    recordPerformer({ records: [RECORD], zone })(
      { move, step: { ...step, name } },
      new AbortController().signal,
    );

  it('sets the target of the new writer, reads it back, and changes nothing the second time', async () => {
    expect(await perform()).toEqual({
      done: true,
      what: 'It leads to 198.51.100.1 for 30 s; before, to 192.0.2.1.',
    });
    expect(await perform()).toEqual({ done: true, what: 'It leads to 198.51.100.1 for 30 s already.' });
    expect(zone.changes).toBe(1);
  });

  it('is not done where it reads back otherwise, is missing, or the API refuses', async () => {
    zone.rounds = true;
    expect(await perform()).toEqual({
      done: false,
      what: 'It reads back as 198.51.100.1 for 300 s, not as 198.51.100.1 for 30 s.',
    });
    zone.missing = 'The account has no domain example.org.';
    expect(await perform()).toEqual({ done: false, what: zone.missing });
    zone.fails = new Error('no answer');
    expect(await perform()).toEqual({ done: false, what: 'no answer' });
    expect(await perform('www.example.org A')).toMatchObject({ done: false, final: true });
  });
});

describe('the records of three orchestrators', () => {
  let world: OrchestratorWorld;
  beforeEach(async () => {
    world = new OrchestratorWorld();
    await world.begin();
    const dns = { tokenEnv: 'LINODE_TOKEN', records: [RECORD] };
    const perform = recordPerformer({ records: [RECORD], zone });
    for (const name of ['orch-1', 'orch-2', 'orch-3'])
      world.start(name, { settings: { dns }, perform, zone });
    await world.awaits(async () => (await world.control.read()).reports.length === 3);
    await world.moves.clock.advance(1_000);
  });
  afterEach(async () => {
    await world.end();
    assert.deepEqual(world.moves.broken, []);
  });

  const codes = async () =>
    (await world.control.read()).reports.flatMap(
      ({ decided }) => decided?.decision.findings.map(({ code }) => code) ?? [],
    );
  const state = async () => (await world.control.read()).intents[0]?.state;

  it('follow the writer, and the move ends with them; a change afterwards is a finding', async () => {
    zone.fails = new Error('Linode does not list domains: no answer.');
    world.moves.down.add(REGION_A);
    await world.awaits(async () => (await world.control.read()).lastMove !== undefined);
    await world.moves.clock.advance(20_000);
    expect(await state()).toBe('taken');
    zone.fails = undefined;
    await world.awaits(async () => (await state()) === 'done', 120_000);
    expect(zone).toMatchObject({ changes: 1, record: { target: '198.51.100.1' } });
    await world.moves.clock.advance(70_000);
    expect(await codes()).not.toContain('record-elsewhere');
    zone.record = { ...zone.record, target: '203.0.113.9' };
    await world.awaits(async () => (await codes()).includes('record-elsewhere'), 120_000);
    expect(zone.changes).toBe(1);
  });
});

describe('the readiness of a record', () => {
  const judge = (sight: RecordSight | undefined) => {
    const records = { declared: [RECORD], sights: sight === undefined ? [] : [sight] };
    return judgeRecords({ records } as Partial<ReadinessFacts> as ReadinessFacts).map(
      ({ verdict, cause }) => `${verdict}: ${cause}`,
    );
  };
  const seen = { name: NAME, atMs: AT_MS, kind: 'seen', target: '192.0.2.1', ttlSec: 30 } as const;

  it('passes where it is there, is kept shortly, and the token may change it', () => {
    expect(judge({ ...seen, mayWrite: true })).toEqual(['passed: 1 DNS records can be changed.']);
    expect(judge(seen)).toEqual(['passed: 1 DNS records can be changed.']);
  });

  it('names what a person has to do, and what is not known', () => {
    expect(judge({ ...seen, mayWrite: false })).toEqual([
      `action-required: The token may not change ${NAME}.`,
    ]);
    expect(judge({ ...seen, ttlSec: 3_600 })).toEqual([
      `action-required: Resolvers keep ${NAME} for 3600 s, longer than 30 s.`,
    ]);
    expect(judge({ ...seen, ttlSec: 0 })[0]).toContain("the domain's default");
    expect(judge({ ...seen, kind: 'missing', why: 'none.' })).toEqual([
      `action-required: ${NAME} can not be changed: none.`,
    ]);
    expect(judge({ ...seen, kind: 'unseen', why: 'no answer.' })).toEqual([
      `unknown: ${NAME} could not be read: no answer.`,
    ]);
    expect(judge(undefined)[0]).toMatch(/^unknown/);
  });
});
