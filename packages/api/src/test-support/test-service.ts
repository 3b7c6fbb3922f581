import { MemoryControlStore } from '@understudy/control-store/testing';
import type { ControlStore } from '@understudy/control-store';
import { systemClock } from '@understudy/core';
import type { Intent, ObserverReport, WatchedDecision } from '@understudy/findings';
import { decideFailover } from '@understudy/orchestrator';
import { EAST, sampleReport, sampleSight, sampleView, WEST } from '@understudy/orchestrator/testing';
import { RouteError, type Route, type RouteSnapshot } from '@understudy/route';
import { steady } from '@understudy/route/testing';
import { MemoryRouteStore } from '@understudy/route-store';
import { parseTopology } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';
import type { ApiSources } from '../state/api-sources.ts';
import { sampleCloud } from './sample-cloud.ts';
import { sampleDesk } from './sample-desk.ts';

const MORE = `orchestrator:
  observers:
    - { name: orch-1, place: newark }
    - { name: orch-2, place: frankfurt }
    - { name: orch-3, place: london }
  programs:
    - { name: gateway-1, url: 'http://127.0.0.1:8001' }
pools:
  - { name: web, region: de-fra-2, type: g6-nanode-1, image: linode/debian12, count: 2, health: { port: 80, path: / } }
`;

/** What a test changes of a service. */
export interface ServiceChange {
  /** The control store does not answer. */
  isDown?: boolean;
  /** Observers that miss the writer. */
  missing?: number;
  /** No orchestrator renews its lead. */
  isLeaderless?: boolean;
}

/** A service of which everything is in memory: the control store, the route, and three observers that report. */
export class TestService {
  readonly control: ControlStore = new MemoryControlStore();
  readonly desk = sampleDesk();
  readonly cloud = sampleCloud();
  readonly change: ServiceChange = {};
  readonly topology = parseTopology(`${sampleTopology().text}${MORE}`);
  readonly #clock = systemClock();
  #routes = new MemoryRouteStore(steady());
  #beats = 0;

  /** Sets the route, as of a revision. */
  async setRoute(route: Route, revision = 7): Promise<void> {
    this.#routes = new MemoryRouteStore();
    await this.#routes.create(route, revision);
  }

  async readRoute(): Promise<RouteSnapshot> {
    if (this.change.isDown === true)
      throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', {
        what: 'No endpoint of the control store answers.',
      });
    return this.#routes.read();
  }

  /** Every observer reports, and the leader renews its lead. */
  async beat(): Promise<void> {
    this.#beats += 1;
    const atMs = this.#clock.wallMs();
    const { missing = 0, isLeaderless } = this.change;
    const reports = ['orch-1', 'orch-2', 'orch-3'].map((name, at): ObserverReport => {
      const east = sampleSight(EAST, at < missing ? 'unreachable' : 'answering');
      const { report } = sampleReport(name, { east });
      return { ...report, atMs, sequence: this.#beats, ...(at === 0 && { decided: this.#decide(missing) }) };
    });
    for (const report of reports) await this.control.writeReport(report);
    if (isLeaderless === true) return;
    const { leader } = await this.control.read();
    const next = {
      observer: 'orch-1',
      instance: 'orch-1-a',
      token: `t-${String(this.#beats)}`,
      sinceMs: atMs,
    };
    await this.control.writeLeader(next, leader?.token);
  }

  /** An intent that waits for a person. */
  async propose(id: string, change: Partial<Intent> = {}): Promise<Intent> {
    const atMs = this.#clock.wallMs();
    const { intent } = await this.control.createIntent({
      id,
      action: { kind: 'failover', to: WEST },
      by: 'orch-1',
      reason: 'us-east-1 is lost',
      atMs,
      untilMs: atMs + 60_000,
      state: 'proposed',
      revision: 1,
      ...change,
    });
    return intent;
  }

  sources(): ApiSources {
    const { control, topology, desk } = this;
    const read = async () => {
      if (this.change.isDown === true) await this.readRoute();
      return control.read();
    };
    const shut = new Set(['read', 'readAudit', 'readIntents']);
    const guarded = new Proxy(control, {
      get: (target, name: keyof ControlStore) => {
        if (name === 'read') return read;
        if (shut.has(name) && this.change.isDown === true) return () => failing(() => this.readRoute());
        return (target[name] as (...given: unknown[]) => unknown).bind(target);
      },
    });
    return {
      topology,
      control: guarded,
      routeStore: { read: () => this.readRoute() },
      readRegions: async () => ({
        regions: [EAST, WEST].map((region) => ({
          region,
          atMs: this.#clock.wallMs(),
          answer: { tookMs: 3 },
        })),
        links: [
          {
            link: { table: 'orders', source: EAST, target: WEST },
            leader: { released: false },
            report: { atMs: this.#clock.wallMs(), atTip: true, applied: 10, parked: 0, lagMs: 40 },
          },
        ],
      }),
      readPrograms: async () => [],
      readMoves: async () => [],
      accountOf: (moveId) =>
        Promise.reject(new RouteError('UND_ROUTE_NOT_FOUND', { what: `No move ${moveId}.` })),
      preview: async ({ kind, to }) => ({
        kind,
        from: EAST,
        to,
        atMs: this.#clock.wallMs(),
        refusals: [],
        lags: [],
        parked: [],
        waitMs: 2_000,
        loss: { mostMs: 40, unknown: [] },
        command: `understudy ${kind} ${to}`,
      }),
      drills: async () => ({ scenarios: [], reports: [], reportsWhy: 'No folder of reports was given.' }),
      records: desk,
      localCloud: this.cloud,
    };
  }

  #decide(missing: number): WatchedDecision {
    const reports = ['orch-1', 'orch-2', 'orch-3'].map((name, at) =>
      sampleReport(name, { east: sampleSight(EAST, at < missing ? 'unreachable' : 'answering') }),
    );
    const view = sampleView({ reports });
    return { decision: decideFailover(view), atMs: view.atMs, findingsSinceMs: {}, blockedSinceMs: {} };
  }
}

async function* failing(read: () => Promise<unknown>): AsyncGenerator {
  yield await read();
}
