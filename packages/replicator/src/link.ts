import { backoffMs, isUnderstudyError } from '@understudy/core';
import type { LinkStatus } from '@understudy/links';
import { classifyFailure } from './adapters/classify-failure.ts';
import { CountReport } from './count-report.ts';
import type { Trouble } from './describe-trouble.ts';
import { streamOff } from './errors.ts';
import { acquireLeadership } from './leadership/acquire-leadership.ts';
import type { LeadershipTerm } from './leadership/leadership-term.ts';
import { termContext } from './leadership/term-context.ts';
import { RouteWatch } from './leadership/route-watch.ts';
import { TermRun } from './leadership/term-run.ts';
import { boundClient, type LinkSettings } from './link-settings.ts';
import { backoff } from './retry-until-done.ts';
import { checkLink, type CheckedTable } from './state/check-link.ts';
import { DynamoLinkStore } from './state/dynamo-link-store.ts';
import { judgeTables } from './state/judge-tables.ts';
import { replaced } from './state/linked-tables.ts';
import { LinkCounters } from './state/link-counters.ts';
import { LinkTroubles } from './state/link-troubles.ts';
import { RetentionWindow } from './state/retention-window.ts';
import { DynamoStreamReader, type StreamsClient } from './stream/dynamo-stream-reader.ts';
import { noteContact } from './stream/note-contact.ts';
import type { RegionClient } from './types.ts';

/** How often in ms a leader's counts are handed to the telemetry. */
const REPORT_EVERY_MS = 1_000;

/**
 * One link, for as long as the worker runs: waits for the leadership, leads, and waits again when it lost it.
 * Failures are retried; what a person has to fix is in its status.
 */
export class Link {
  readonly #settings: LinkSettings;
  readonly #counters: LinkCounters;
  readonly #troubles: LinkTroubles;
  readonly #ender = new AbortController();
  readonly #store: DynamoLinkStore;
  readonly #report: CountReport;
  readonly #retention: RetentionWindow;
  #run: TermRun | undefined;
  #loop: Promise<void> | undefined;
  #state: LinkStatus['state'] = 'following';
  #term: LeadershipTerm | undefined;
  #wasOff = false;

  constructor(settings: LinkSettings) {
    this.#settings = settings;
    this.#counters = new LinkCounters(settings.clock);
    this.#troubles = new LinkTroubles(settings);
    this.#report = new CountReport(settings.telemetry);
    this.#retention = new RetentionWindow(settings.clock);
    this.#store = new DynamoLinkStore(boundClient(settings.target.dynamodb, settings));
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
    const lagAtContactMs = this.#counters.lagAtContactMs();
    const { trimInMs, gap } = this.#retention;
    const { trouble, blocked } = this.#troubles;
    return {
      link: name,
      leader,
      state: this.#state,
      atTip,
      settledPerSecond: this.#counters.perSecond(),
      unsettled: run?.unsettled ?? 0,
      ...this.#counters.counts,
      ...(leader && lagMs !== undefined ? { lagMs } : {}),
      ...(leader && lagAtContactMs !== undefined ? { lagAtContactMs } : {}),
      ...(leader && trimInMs !== undefined ? { trimInMs } : {}),
      ...(leader && gap !== undefined ? { gap } : {}),
      ...(leader && run?.isOff === true ? { streamOff: true } : {}),
      ...(leader && run !== undefined ? { parkedOpen: run.parkedOpen } : {}),
      blocked,
      ...(trouble === undefined ? {} : problemOf(trouble)),
    };
  }

  async #leadWhenPossible(): Promise<void> {
    const { clock, options, randomness } = this.#settings;
    const { signal } = this.#ender;
    const over = () => signal.aborted;
    for (let failed = 0; !over();) {
      try {
        const checked = await this.#check();
        this.#state = 'following';
        this.#troubles.recover(this);
        this.#term = await acquireLeadership(
          { ...this.#settings, ...this.#hooks, store: this.#store, link: this.#settings.name },
          signal,
        );
        await this.#lead(this.#term, checked);
        failed = 0;
      } catch (error) {
        if (over()) return;
        this.#troubles.report(error, this);
        failed += 1;
        const refused = isUnderstudyError(error) && classifyFailure(error).kind !== 'regional';
        this.#state = refused ? 'refused' : 'waiting';
        await clock
          .sleep(refused ? options.recheckMs : backoffMs(failed, backoff(this.#settings), randomness), signal)
          .catch(() => {});
      }
    }
  }

  /** @throws what `checkLink` throws; ReplicatorError `UND_REPLICATOR_TABLE_REPLACED` */
  async #check(): Promise<CheckedTable> {
    const { name, source, target, lease, fences } = this.#settings;
    const bound = (client: RegionClient) => boundClient(client, this.#settings);
    const checked = await checkLink(name, bound(source.dynamodb), bound(target.dynamodb));
    const kept = await this.#store.readTables(name);
    const role = new RouteWatch({ lease, fences, source: name.source }).sourceRole();
    if (judgeTables(kept, checked.tables, role) === 'replaced') throw replaced(name, kept, checked.tables);
    return checked;
  }

  #streamReader(): DynamoStreamReader {
    const { name, source } = this.#settings;
    const bound = (client: RegionClient) => boundClient(client, this.#settings);
    const streams = bound(source.streams as unknown as RegionClient) as unknown as StreamsClient;
    return new DynamoStreamReader(bound(source.dynamodb), streams, name.table, this.#settings);
  }

  async #lead(term: LeadershipTerm, checked: CheckedTable): Promise<void> {
    const { name, telemetry } = this.#settings;
    this.#state = 'leading';
    telemetry.event('link.lead_taken', { ...name, handover: term.handover });
    const context = termContext(term, checked, {
      ...this.#settings,
      counters: this.#counters,
      ...this.#hooks,
    });
    const reader = noteContact(this.#streamReader(), () => this.#counters.contacted());
    this.#run = new TermRun({
      term,
      context,
      store: this.#store,
      reader,
      retention: this.#retention,
      targetId: checked.tables.targetId,
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
    this.#troubles.tell();
    const status = this.status();
    this.#report.report(status, { ...this.#counters.times, readUpToMs });
    const isOff = status.streamOff === true;
    if (isOff && !this.#wasOff) this.#reportOff();
    this.#wasOff = isOff;
  }

  #reportOff(): void {
    const { name, telemetry } = this.#settings;
    const { code, what, remedy } = streamOff(name);
    telemetry.event('stream.broken', { ...name, code, what, remedy });
  }

  readonly #hooks = {
    onTrouble: (error: unknown, step?: object): void => this.#troubles.report(error, step),
    onRecovered: (step: object): void => this.#troubles.recover(step),
  };
}

function problemOf({ code, what, remedy }: Trouble): Pick<LinkStatus, 'problem' | 'problemCode' | 'remedy'> {
  return { problem: `${code}: ${what} ${remedy}`, problemCode: code, remedy };
}
