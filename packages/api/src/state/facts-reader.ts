import type { MoveSummary } from '@understudy/api-contract';
import type { SharedState } from '@understudy/control-store';
import type { Clock } from '@understudy/core';
import type { ProgramSight } from '@understudy/findings';
import type { RouteSnapshot } from '@understudy/route';
import type { ApiSources } from './api-sources.ts';
import type { DatedReport, Facts } from './facts.ts';
import { LeaderWatch } from './leader-watch.ts';
import { LinkRates } from './link-rates.ts';
import { lastOf } from './reading.ts';
import type { RegionsReading } from './regions-reading.ts';
import { ReportAges } from './report-ages.ts';
import { Watch } from './watch.ts';

export interface FactsReaderOptions {
  readonly sources: ApiSources;
  readonly clock: Clock;
  readonly everyMs: number;
  readonly onRead: () => void;
  readonly onFault: (error: unknown) => void;
}

/** Of one reading; what takes longer is not known. In ms. */
const CONTROL_LIMIT_MS = 3_000;
const REGIONS_LIMIT_MS = 10_000;
/** Links report every few seconds, and moves are rare. In ms. */
const REGIONS_EVERY_MS = 2_000;
const MOVES_EVERY_MS = 60_000;

/** Reads everything that a snapshot is made of, each at its own cadence. */
export class FactsReader {
  readonly #sources: ApiSources;
  readonly #clock: Clock;
  readonly #onRead: () => void;
  readonly #control: Watch<SharedState> | undefined;
  readonly #route: Watch<RouteSnapshot>;
  readonly #regions: Watch<RegionsReading>;
  readonly #programs: Watch<readonly ProgramSight[]> | undefined;
  readonly #moves: Watch<readonly MoveSummary[]>;
  readonly #leader: LeaderWatch;
  readonly #ages = new ReportAges();
  readonly #rates = new LinkRates();
  #steps: { readonly move: string; readonly seenMs: Record<string, number> } = { move: '', seenMs: {} };
  #lastMove: string | undefined;

  constructor({ sources, clock, everyMs, onRead, onFault }: FactsReaderOptions) {
    const { control, routeStore, readRegions, readPrograms, readMoves, topology } = sources;
    this.#sources = sources;
    this.#clock = clock;
    this.#onRead = onRead;
    this.#leader = new LeaderWatch(topology.orchestrator?.leaderTtlMs ?? 0);
    const often = { everyMs, limitMs: CONTROL_LIMIT_MS, clock, onFault };
    const seldom = { everyMs: 2 * everyMs, limitMs: REGIONS_LIMIT_MS, clock, onFault };
    this.#control =
      control &&
      new Watch({
        ...often,
        name: 'What orchestrators share',
        read: (signal) => control.read(signal),
        onRead: () => {
          this.#noteControl();
        },
      });
    this.#route = new Watch({
      ...often,
      name: 'The route',
      read: (signal) => routeStore.read(signal),
      onRead: () => {
        this.#noteRoute();
      },
    });
    this.#regions = new Watch({
      ...seldom,
      everyMs: Math.max(REGIONS_EVERY_MS, seldom.everyMs),
      name: 'The links and fences',
      read: readRegions,
      onRead: () => {
        this.#rates.note(lastOf(this.#regions.reading)?.value.links ?? []);
        onRead();
      },
    });
    this.#programs =
      readPrograms && new Watch({ ...seldom, name: 'The programs', read: readPrograms, onRead });
    const moves = { everyMs: MOVES_EVERY_MS, limitMs: REGIONS_LIMIT_MS, clock, onFault };
    this.#moves = new Watch({ ...moves, name: 'The last moves', read: readMoves, onRead });
  }

  /** Waits for the first readings of the control store alone: a region may be away. */
  async start(): Promise<void> {
    await this.readControl();
    for (const watch of this.#watches) watch.start();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#watches.map((watch) => watch.stop()));
  }

  async readControl(): Promise<void> {
    await Promise.all([this.#route.readNow(), this.#control?.readNow()]);
  }

  facts(): Facts {
    const monotonicMs = this.#clock.monotonicMs();
    const { topology, servers } = this.#sources;
    const control = this.#control?.reading;
    const state = control === undefined ? undefined : lastOf(control)?.value;
    const isSeen = control?.kind === 'seen';
    const leading = isSeen ? this.#leader.leading(monotonicMs) : undefined;
    const reports = (state?.reports ?? []).map((report): DatedReport => ({
      report,
      fresh: isSeen && this.#ages.isFresh(report, monotonicMs),
    }));
    const leader = reports.find(({ report }) => report.instance === state?.leader?.instance);
    return {
      topology,
      nowMs: this.#clock.wallMs(),
      monotonicMs,
      control,
      route: this.#route.reading,
      regions: this.#regions.reading,
      programs: this.#programs?.reading,
      servers: servers && { by: servers.by, sight: servers.sight() },
      moves: this.#moves.reading,
      leading,
      reports,
      decided: leading !== undefined || !isSeen ? leader?.report.decided : undefined,
      stepsSeenMs: this.#steps.seenMs,
      rates: this.#rates.rates,
    };
  }

  get #watches(): readonly Pick<Watch<unknown>, 'start' | 'stop'>[] {
    return [this.#control, this.#route, this.#regions, this.#programs, this.#moves].filter(
      (watch) => watch !== undefined,
    );
  }

  #noteControl(): void {
    const reading = this.#control?.reading;
    if (reading?.kind === 'seen') {
      const { leader, reports, lastMove } = reading.value;
      this.#leader.note(leader, this.#clock.monotonicMs());
      this.#ages.note(reports, this.#clock.monotonicMs(), this.#clock.wallMs());
      // The audit has the report of a move that has just ended.
      if (this.#lastMove !== undefined && lastMove?.moveId !== this.#lastMove) void this.#moves.readNow();
      this.#lastMove = lastMove?.moveId ?? '';
    }
    this.#onRead();
  }

  #noteRoute(): void {
    const { reading } = this.#route;
    if (reading.kind === 'seen') {
      const { route } = reading.value;
      if (route.phase === 'moving') {
        const { moveId, step } = route;
        if (this.#steps.move !== moveId) this.#steps = { move: moveId, seenMs: {} };
        this.#steps.seenMs[step] ??= this.#clock.wallMs();
      }
    }
    this.#onRead();
  }
}
