import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import { defaultLimits } from '@understudy/core';
import { ManualClock, seededRandomness } from '@understudy/core/testing';
import type { Part } from '../apply/complete-work.ts';
import type { Work } from '../apply/queue-work.ts';
import { lookThrough } from '../leadership/look-through.ts';
import type { LinkContext } from '../link-context.ts';
import { defaultLinkOptions, type LinkOptions } from '../options.ts';
import { LinkCounters } from '../state/link-counters.ts';
import type { ShardPosition } from '../state/link-store.ts';
import { SupersededWatch } from '../state/superseded-watch.ts';
import { RetentionWindow } from '../state/retention-window.ts';
import { StreamReplication, type StreamReplicationSettings } from '../stream-replication.ts';
import { ShardSet } from '../stream/shard-set.ts';
import { MemoryStream } from '../testing/memory-stream.ts';

/** An insert that an application made around Understudy's client, at that wall time in ms where it is given. */
export function record(sequence: number, atMs?: number): _Record {
  const keys = { id: { S: `${sequence}` } };
  return {
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: `${sequence}`,
      SizeBytes: 100,
      Keys: keys,
      NewImage: keys,
      ApproximateCreationDateTime: atMs === undefined ? undefined : new Date(atMs),
    },
  };
}

interface Taken {
  readonly sequence: string;
  readonly settle: () => void;
}

interface StreamWorldOptions {
  /** Whether the test settles what was taken; otherwise it is settled at once. */
  readonly byHand?: boolean;
  readonly positions?: readonly ShardPosition[];
  readonly options?: Partial<LinkOptions>;
  readonly streamQuietMs?: number;
}

type Judged = 'listing' | 'target';

/** Tables that are always the same. `judged`: what was looked at, in order. */
function judgedTables(judged: Judged[]): StreamReplicationSettings['tables'] {
  return {
    admit: async () => judged.push('listing') > 0,
    lookAtTarget: async () => void judged.push('target'),
  };
}

/** The replication of a stream in memory; nothing is applied, and checkpoints are kept in a list. */
export function streamWorld({
  byHand = false,
  positions = [],
  options = {},
  streamQuietMs = defaultLimits.streamQuietMs,
}: StreamWorldOptions = {}) {
  const clock = new ManualClock();
  const stream = new MemoryStream();
  const ender = new AbortController();
  const taken: Taken[] = [];
  const checkpoints: ShardPosition[][] = [];
  const gaps: string[] = [];
  const judged: Judged[] = [];
  const troubles: unknown[] = [];
  const context = {
    name: { table: 'items', source: 'us-east-1', target: 'eu-central-1' },
    writes: 'foreign',
    table: { table: 'items', stampAttribute: 'stamp' },
    route: { plainFacts: () => ({ cleanEpoch: 1, sourceIsWriter: true }), isIdle: () => false },
    counters: new LinkCounters(clock),
    options: { ...defaultLinkOptions, ...options },
    tip: { tipConfirmations: defaultLinkOptions.tipConfirmations, streamQuietMs },
    superseded: new SupersededWatch(),
    clock,
    randomness: seededRandomness(1),
    signal: ender.signal,
    onTrouble: (error: unknown) => troubles.push(error),
    onRecovered: () => {},
    onEvent: (_name: string, facts: Readonly<Record<string, unknown>>) =>
      gaps.push(`${String(facts['shard'])} after ${String(facts['after'])}`),
  } as unknown as LinkContext;
  const shards = new ShardSet(positions, context.options);
  const retention = new RetentionWindow(clock);
  const parts = {
    context,
    reader: stream,
    shards,
    retention,
    signal: ender.signal,
    queue: { add: (work: Work<Part>) => take(work) },
    tables: judgedTables(judged),
    checkpointer: {
      save: async () => {
        const unsaved = shards.unsaved();
        checkpoints.push([...unsaved.positions]);
        shards.saved(unsaved);
      },
    },
  };
  const replication = new StreamReplication(parts);

  function take({ parts: carried }: Work<Part>): void {
    for (const { record: read, ticket, progress } of carried) {
      const settle = () => progress.settle(ticket);
      taken.push({ sequence: read.sequence, settle });
      if (!byHand) settle();
    }
  }

  const look = () => lookThrough({ ...parts, replication });
  const run = () => observed(replication.run());
  const end = async () => {
    ender.abort(new Error('the test is over'));
    await replication.stopped();
  };
  return {
    ...{ clock, stream, shards, retention, taken, checkpoints, gaps, troubles, judged },
    ...{ look, run, end, sequences: () => taken.map(({ sequence }) => sequence) },
  };
}

/** Its rejection counts as handled, since a test may end before it looks. */
function observed(running: Promise<void>): Promise<void> {
  running.catch(() => {});
  return running;
}
