import type { Clock } from '@understudy/core';
import type { SharedState } from '@understudy/control-store';
import type {
  CloudWatchSight,
  LinkSight,
  Policy,
  ProgramSight,
  RecordSight,
  RouteSight,
  SeenReport,
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
  #last: RouteSnapshot | undefined;

  constructor(options: ViewSourceOptions) {
    this.#options = options;
    this.#freshness = new Freshness(options.clock);
  }

  /** What observers reported last, and how long ago, as far as this process has seen. */
  reports({ reports }: Pick<SharedState, 'reports'>): readonly SeenReport[] {
    // What a leader decided is no evidence of anything.
    return reports.map(({ decided: _decided, ...report }) => ({
      report,
      ageMs: this.#freshness.note(report.observer, `${report.instance} ${String(report.sequence)}`),
    }));
  }

  /** The service as it is seen now. */
  view(state: SharedState, route: ReadRoute): ServiceView {
    const { leader, regions, policy, clock, links, programs, records, cloudWatch } = this.#options;
    const { lastMove, directives, intents, readiness, steps } = state;
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
      ...(records !== undefined && { records: records() }),
      ...(cloudWatch !== undefined && { cloudWatch: cloudWatch() }),
    };
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
