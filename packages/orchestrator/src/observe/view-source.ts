import type { Clock } from '@understudy/core';
import type { SharedState } from '@understudy/control-store';
import type {
  CloudWatchSight,
  LinkSight,
  ObserverReport,
  Policy,
  ProgramSight,
  RecordSight,
  RouteSight,
  SeenReport,
  ServersSight,
  ServiceView,
} from '@understudy/findings';
import type { RouteSnapshot } from '@understudy/route';
import { Freshness } from './freshness.ts';

export interface ViewSourceOptions {
  readonly leader: string;
  readonly regions: readonly [string, string];
  readonly policy: Policy;
  readonly clock: Clock;
  readonly links: () => readonly LinkSight[];
  readonly programs: () => readonly ProgramSight[];
  /** Absent where no servers are watched. */
  readonly servers?: () => ServersSight;
  /** Absent where CloudWatch is not asked. */
  readonly cloudWatch?: () => readonly CloudWatchSight[];
  /** Absent where there is nothing to look at. */
  readonly records?: () => readonly RecordSight[];
}

/** The route as it was just read, or why it could not be. */
export type ReadRoute = { readonly snapshot: RouteSnapshot } | { readonly why: string };

/** Puts together what a decision is made of, and remembers what ages are counted from. */
export class ViewSource {
  readonly #options: ViewSourceOptions;
  readonly #freshness: Freshness;
  readonly #evidence = new WeakMap<ObserverReport, ObserverReport>();
  #last: RouteSnapshot | undefined;

  constructor(options: ViewSourceOptions) {
    this.#options = options;
    this.#freshness = new Freshness(options.clock);
  }

  /** What observers reported last, and how long ago, as far as this process has seen. */
  reports({ reports }: Pick<SharedState, 'reports'>): readonly SeenReport[] {
    return reports.map((stored) => {
      const report = this.#evidenceOf(stored);
      const shown = `${report.instance} ${String(report.sequence)}`;
      return { report, ageMs: this.#freshness.note(report.observer, shown) };
    });
  }

  /** The service as it is seen now. */
  view(state: SharedState, route: ReadRoute): ServiceView {
    const { leader, regions, policy, clock, links, programs, servers, records, cloudWatch } = this.#options;
    const { lastMove, directives, intents, readiness, steps, repairs } = state;
    return {
      atMs: clock.wallMs(),
      leader,
      regions,
      policy,
      route: this.#sight(route),
      reports: this.reports(state),
      links: links(),
      programs: programs(),
      directives,
      intents,
      ...(lastMove !== undefined && { lastMove }),
      ...(readiness !== undefined && { readiness }),
      ...(steps !== undefined && { steps }),
      ...(servers !== undefined && { servers: servers(), repairs }),
      ...(records !== undefined && { records: records() }),
      ...(cloudWatch !== undefined && { cloudWatch: cloudWatch() }),
    };
  }

  /** What a leader decided is no evidence of anything. The store gives the same report while nothing newer is stored. */
  #evidenceOf(stored: ObserverReport): ObserverReport {
    const known = this.#evidence.get(stored);
    if (known !== undefined) return known;
    const { decided: _decided, ...report } = stored;
    this.#evidence.set(stored, report);
    return report;
  }

  #sight(route: ReadRoute): RouteSight {
    if ('snapshot' in route) {
      this.#last = route.snapshot;
      return { kind: 'seen', snapshot: route.snapshot };
    }
    return {
      kind: 'unseen',
      why: route.why,
      ...(this.#last !== undefined && { last: this.#last }),
    };
  }
}
