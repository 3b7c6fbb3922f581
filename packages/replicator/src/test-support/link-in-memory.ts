import { ManualClock, seededRandomness } from '@understudy/core/testing';
import { LEDGER_TABLE, LINKS_TABLE, PARKED_TABLE } from '@understudy/links';
import type { Route } from '@understudy/route';
import { HandLease, steady } from '@understudy/route/testing';
import type { Item } from '@understudy/versions';
import { RouteWatch } from '../leadership/route-watch.ts';
import type { LinkContext } from '../link-context.ts';
import { defaultLinkOptions } from '../options.ts';
import { Ancestors } from '../state/ancestors.ts';
import { Decisions } from '../state/decisions.ts';
import { KnownParked } from '../state/known-parked.ts';
import { LateApplies } from '../state/late-applies.ts';
import { Ledger } from '../state/ledger.ts';
import { LinkCounters } from '../state/link-counters.ts';
import { ParkedRecords } from '../state/parked-records.ts';
import { SupersededWatch } from '../state/superseded-watch.ts';
import type { RegionClient } from '../types.ts';
import { EAST, regionWith, TABLE, WEST, type KeyState } from './region-with.ts';

export const LINK = { table: TABLE.table, source: EAST, target: WEST };
const NOTHING: KeyState = { item: { is: 'absent' }, tombstone: undefined };
/** Nothing is merging, and the source is the writer. */
export const PLAIN = steady(EAST, 3);
/** The source is the writer, and what it lost earlier is not settled. */
export const MERGING = steady(EAST, 3, { merging: [{ region: WEST, tail: 'unsettled', untilMs: 0 }] });

export interface LinkInMemory {
  readonly source?: KeyState;
  readonly target?: KeyState;
  readonly route?: Route;
  readonly writes?: LinkContext['writes'];
  /** In the place of the target's client. */
  readonly client?: RegionClient;
}

/** A link from EAST to WEST between two regions in memory, with all that its steps work with. */
export function linkInMemory({
  source: sourceState = NOTHING,
  target: targetState = NOTHING,
  route = PLAIN,
  writes = 'stamped',
  client,
}: LinkInMemory = {}) {
  const clock = new ManualClock({ wallMs: 1_700_000_000_000 });
  const source = regionWith(sourceState, EAST);
  const target = regionWith(targetState, WEST);
  const ender = new AbortController();
  const events: { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }[] = [];
  const troubles: unknown[] = [];
  const recovered: object[] = [];
  const maxRequestAgeMs = 60_000;
  const late = new LateApplies({ clock, maxRequestAgeMs });
  const applied = client ?? target.client;
  const fences = { read: async () => undefined };
  const context: LinkContext = {
    name: LINK,
    writes,
    table: TABLE,
    clients: {
      plain: applied,
      foreign: applied,
      guarded: applied,
      source: source.client,
      sourceReads: source.client,
    },
    route: new RouteWatch({ lease: new HandLease(route), fences, source: EAST }),
    late,
    ledger: new Ledger(target.client),
    ancestors: new Ancestors(source.client),
    parked: new KnownParked({
      link: LINK,
      records: new ParkedRecords(target.client),
      decisions: new Decisions(target.client, PARKED_TABLE),
      unique: () => 'unique',
      wallMs: () => clock.wallMs(),
    }),
    counters: new LinkCounters(clock),
    options: defaultLinkOptions,
    tip: { tipConfirmations: defaultLinkOptions.tipConfirmations, streamQuietMs: 2_000 },
    superseded: new SupersededWatch(),
    maxRequestAgeMs,
    clock,
    randomness: seededRandomness(1),
    signal: ender.signal,
    onTrouble: (error) => troubles.push(error),
    onRecovered: (step) => recovered.push(step),
    onEvent: (name, facts) => events.push({ name, facts }),
  };
  const scan = (region: typeof source, TableName: string): readonly Item[] =>
    region.perform('Scan', { TableName }).Items ?? [];
  return {
    ...{ context, clock, source, target, ender, events, troubles, recovered, late },
    /** What the target's ledger has, without the chunks of images: the version and the reason of each loss. */
    losses: () =>
      scan(target, LEDGER_TABLE).flatMap(({ lostVersion, reason }) =>
        lostVersion === undefined ? [] : [[lostVersion.S, reason?.S]],
      ),
    /** What the notes in the source say that the writes of an epoch were built upon. */
    ancestors: () =>
      scan(source, LEDGER_TABLE).map(({ link, epoch, ancestor }) => [link?.S, epoch?.N, ancestor?.S]),
    /** The versions of the deletes that the link checks again. */
    suspects: () => scan(target, LINKS_TABLE).map(({ v }) => v?.S),
    parked: () => scan(target, PARKED_TABLE).filter(({ cause }) => cause !== undefined),
  };
}
