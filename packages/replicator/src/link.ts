import {
  backoffMs,
  isUnderstudyError,
  promotionWaitMs,
  type Clock,
  type Limits,
  type Randomness,
  type Telemetry,
} from '@understudy/core';
import type { FenceStore, LeaseHolder } from '@understudy/route';
import type { LinkName, LinkStatus } from '@understudy/links';
import { boundRequests } from './adapters/bound-requests.ts';
import { classifyFailure } from './adapters/classify-failure.ts';
import { noteContact } from './stream/note-contact.ts';
import { DynamoStreamReader, type StreamsClient } from './stream/dynamo-stream-reader.ts';
import { checkLink, type CheckedTable } from './state/check-link.ts';
import { RetentionWindow } from './state/retention-window.ts';
import { KnownParked } from './state/known-parked.ts';
import { acquireLeadership, type LeadershipTerm } from './leadership/acquire-leadership.ts';
import type { LinkClients, LinkContext } from './link-context.ts';
import type { LinkOptions } from './options.ts';
import { CountReport } from './count-report.ts';
import { TermRun } from './leadership/term-run.ts';
import { DynamoLinkStore } from './state/dynamo-link-store.ts';
import { Ledger } from './state/ledger.ts';
import { ParkedRecords } from './state/parked-records.ts';
import { LinkCounters } from './state/link-counters.ts';
import type { RegionClient, ReplicatedTable } from './types.ts';
import { LateApplies } from './state/late-applies.ts';
import { RouteWatch } from './leadership/route-watch.ts';

/** The clients of one region. */
export interface RegionClients {
  readonly dynamodb: RegionClient;
  readonly streams: StreamsClient;
}

export interface LinkSettings {
  readonly name: LinkName;
  readonly writes: ReplicatedTable['writes'];
  readonly stampAttribute: string;
  readonly source: RegionClients;
  readonly target: RegionClients;
  readonly lease: LeaseHolder;
  readonly fences: Pick<FenceStore, 'read'>;
  readonly limits: Limits;
  readonly options: LinkOptions;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
}

/** How often in ms a leader's counts are handed to the telemetry. */
const REPORT_EVERY_MS = 1_000;

/**
 * One link, for as long as the worker runs: waits for the leadership, leads, and waits again when it lost it.
 * Failures are retried; what a person has to fix is in its status.
 */
export class Link {
  readonly #settings: LinkSettings;
  readonly #counters: LinkCounters;
  readonly #ender = new AbortController();
  readonly #store: DynamoLinkStore;
  readonly #report: CountReport;
  readonly #retention: RetentionWindow;
  #run: TermRun | undefined;
  #loop: Promise<void> | undefined;
  #state: LinkStatus['state'] = 'following';
  #problem: string | undefined;
  #term: LeadershipTerm | undefined;

  constructor(settings: LinkSettings) {
    this.#settings = settings;
    this.#counters = new LinkCounters(settings.clock);
    this.#report = new CountReport(settings.telemetry);
    this.#retention = new RetentionWindow(settings.clock);
    this.#store = new DynamoLinkStore(this.#bound(settings.target.dynamodb));
  }

  start(): void {
    this.#loop ??= this.#leadWhenPossible();
  }

  /** Finishes what is under way, checkpoints and leaves, within `options.stopMs`. */
  async stop(): Promise<void> {
    await this.#run?.stop();
    this.#ender.abort(new Error('The worker stops.'));
    await this.#loop;
    this.#state = 'stopped';
  }

  status(): LinkStatus {
    const { name } = this.#settings;
    const run = this.#run;
    const leader = this.#term?.valid() ?? false;
    const atTip = leader && (run?.atTip ?? false);
    const lagMs = atTip ? 0 : this.#counters.lagMs();
    const { trimInMs, gap } = this.#retention;
    return {
      link: name,
      leader,
      state: this.#state,
      atTip,
      settledPerSecond: this.#counters.perSecond(),
      unsettled: run?.unsettled ?? 0,
      ...this.#counters.counts,
      ...(leader && lagMs !== undefined ? { lagMs } : {}),
      ...(leader && trimInMs !== undefined ? { trimInMs } : {}),
      ...(leader && gap !== undefined ? { gap } : {}),
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  async #leadWhenPossible(): Promise<void> {
    const { clock, options } = this.#settings;
    const { signal } = this.#ender;
    const over = () => signal.aborted;
    for (let failed = 0; !over();) {
      try {
        const checked = await this.#check();
        this.#state = 'following';
        this.#term = await acquireLeadership(
          { ...this.#settings, store: this.#store, link: this.#settings.name, onTrouble: this.#onTrouble },
          signal,
        );
        await this.#lead(this.#term, checked);
        failed = 0;
      } catch (error) {
        if (over()) return;
        this.#onTrouble(error);
        failed += 1;
        const refused = isUnderstudyError(error) && classifyFailure(error).kind !== 'regional';
        this.#state = refused ? 'refused' : 'waiting';
        const pause = { firstMs: options.firstBackoffMs, mostMs: options.mostBackoffMs };
        await clock
          .sleep(refused ? options.recheckMs : backoffMs(failed, pause, this.#settings.randomness), signal)
          .catch(() => {});
      }
    }
  }

  async #check(): Promise<CheckedTable> {
    const { name, source, target } = this.#settings;
    return checkLink(name, this.#bound(source.dynamodb), this.#bound(target.dynamodb));
  }

  async #lead(term: LeadershipTerm, checked: CheckedTable): Promise<void> {
    const { name, source, telemetry } = this.#settings;
    this.#state = 'leading';
    this.#problem = undefined;
    telemetry.event('link.lead_taken', { ...name, handover: term.handover });
    const context = this.#context(term, checked);
    const streams = this.#boundStreams(source.streams);
    const reader = noteContact(
      new DynamoStreamReader(this.#bound(source.dynamodb), streams, name.table),
      () => this.#counters.contacted(),
    );
    this.#run = new TermRun({
      term,
      context,
      store: this.#store,
      reader,
      retention: this.#retention,
    });
    const reporting = this.#reportUntil(term.signal);
    try {
      if (this.#ender.signal.aborted) await this.#run.stop();
      await this.#run.run();
    } finally {
      await reporting;
      this.#run = undefined;
      this.#state = 'following';
      this.#reportOnce();
      telemetry.event('link.lead_left', {
        ...name,
        why: String((term.signal.reason as Error | undefined)?.message),
      });
    }
  }

  async #reportUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#reportOnce();
      await this.#settings.clock.sleep(REPORT_EVERY_MS, signal).catch(() => {});
    }
  }

  #reportOnce(): void {
    const { readUpToMs } = this.#retention;
    this.#report.report(this.status(), { ...this.#counters.times, readUpToMs });
  }

  #context(term: LeadershipTerm, { partitionKey }: CheckedTable): LinkContext {
    const {
      name,
      writes,
      stampAttribute,
      target,
      lease,
      fences,
      limits,
      options,
      clock,
      randomness,
      telemetry,
    } = this.#settings;
    const route = new RouteWatch({ lease, fences, source: name.source });
    // By this process's own clock, which may go faster than the one that judges signatures.
    const maxRequestAgeMs = Math.ceil(limits.maxRequestAgeMs / (1 - limits.drift));
    const late = new LateApplies({ clock, maxRequestAgeMs });
    if (term.handover === 'unclean') late.note();
    if (term.handover === 'unknown') late.noteForgotten(promotionWaitMs(limits));
    const kept = this.#bound(target.dynamodb);
    return {
      name,
      writes,
      table: { table: name.table, partitionKey, stampAttribute, tombstoneTtlMs: limits.tombstoneTtlMs },
      clients: this.#clients(term, route, late),
      route,
      late,
      ledger: new Ledger(kept),
      parked: new KnownParked(name, new ParkedRecords(kept)),
      counters: this.#counters,
      options,
      maxRequestAgeMs,
      clock,
      randomness,
      signal: term.signal,
      onTrouble: this.#onTrouble,
      onEvent: (event, facts) => telemetry.event(event, facts),
    };
  }

  #clients(term: LeadershipTerm, route: RouteWatch, late: LateApplies): LinkClients {
    const { source, target } = this.#settings;
    const onAmbiguous = () => late.note();
    const leads = () => term.valid();
    return {
      plain: this.#bound(target.dynamodb, {
        onAmbiguous,
        mayStillSend: () => leads() && route.mode() === 'plain',
      }),
      foreign: this.#bound(target.dynamodb, {
        onAmbiguous,
        mayStillSend: () => leads() && route.foreignRule() === 'apply',
      }),
      guarded: this.#bound(target.dynamodb, { onAmbiguous, mayStillSend: leads }),
      source: this.#bound(source.dynamodb, { onAmbiguous, mayStillSend: leads }),
      sourceReads: this.#bound(source.dynamodb),
    };
  }

  #bound(
    client: RegionClient,
    bounds: { onAmbiguous?: () => void; mayStillSend?: () => boolean } = {},
  ): RegionClient {
    const { clock, limits } = this.#settings;
    return boundRequests(client, { clock, limitMs: limits.attemptTimeoutMs, ...bounds });
  }

  #boundStreams(client: StreamsClient): StreamsClient {
    return this.#bound(client as unknown as RegionClient) as unknown as StreamsClient;
  }

  readonly #onTrouble = (error: unknown): void => {
    const { name, telemetry } = this.#settings;
    this.#problem = error instanceof Error ? error.message : String(error);
    const { kind } = classifyFailure(error);
    telemetry.count('understudy_replicator_failures_total', { ...name, kind });
    if (kind === 'configuration') telemetry.event('link.blocked', { ...name, problem: this.#problem });
  };
}
