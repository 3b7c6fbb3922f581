import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi, type ApiSources, type StartedApi } from '@understudy/api';
import { TokenStore } from '@understudy/api/tokens';
import type { ControlStore } from '@understudy/control-store';
import { MemoryControlStore } from '@understudy/control-store/testing';
import { silentTelemetry, systemClock, systemRandomness } from '@understudy/core';
import type { Intent, ObserverReport, WatchedDecision } from '@understudy/findings';
import { decideFailover } from '@understudy/orchestrator';
import { EAST, sampleReport, sampleSight, sampleView, WEST } from '@understudy/orchestrator/testing';
import { RouteError, type Route } from '@understudy/route';
import { steady } from '@understudy/route/testing';
import { MemoryRouteStore } from '@understudy/route-store';
import { parseTopology } from '@understudy/topology';
import { sampleTopology } from '@understudy/topology/testing';

const ORCHESTRATORS = `orchestrator:
  observers:
    - { name: orch-1, place: newark }
    - { name: orch-2, place: frankfurt }
    - { name: orch-3, place: london }
`;
const OBSERVERS = ['orch-1', 'orch-2', 'orch-3'];

/** The real API on a service that is in memory: three observers report, the first of them leads. */
export class LiveService {
  readonly control: ControlStore = new MemoryControlStore();
  /** What a test changes while it runs. */
  readonly change = { isDown: false, missing: 0 };
  readonly tokens: { readonly viewer: string; readonly operator: string };
  readonly #topology = parseTopology(`${sampleTopology().text}${ORCHESTRATORS}`);
  readonly #routes = new MemoryRouteStore(steady());
  readonly #folder = mkdtempSync(join(tmpdir(), 'understudy-console-api-'));
  readonly #stopping = new AbortController();
  readonly #clock = systemClock();
  readonly #site: string;
  #beating: Promise<void> | undefined;
  #api: StartedApi | undefined;
  #beats = 0;
  #port = 0;

  constructor(site: string) {
    this.#site = site;
    const store = new TokenStore(this.#file);
    const create = (name: string, role: 'viewer' | 'operator') =>
      store.create({ name, role, createdMs: 0 }).token;
    this.tokens = { viewer: create('wall', 'viewer'), operator: create('ada', 'operator') };
  }

  get #file(): string {
    return join(this.#folder, 'api-tokens.json');
  }

  /** Starts the API, on the port that it had before where it was stopped. @returns its address */
  async start(): Promise<string> {
    await this.#beat();
    this.#beating ??= this.#keepBeating();
    this.#api = await startApi({
      sources: this.#sources(),
      host: '127.0.0.1',
      port: this.#port,
      tokens: this.#file,
      console: this.#site,
      version: '1.0.0',
      clock: this.#clock,
      randomness: systemRandomness,
      telemetry: silentTelemetry,
      metrics: () => '',
      limits: { everyMs: 100 },
    });
    this.#port = Number(new URL(this.#api.address).port);
    return this.#api.address;
  }

  async stopApi(): Promise<void> {
    await this.#api?.close();
  }

  async close(): Promise<void> {
    await this.stopApi();
    this.#stopping.abort(new Error('The test ends.'));
    await this.#beating;
    rmSync(this.#folder, { recursive: true });
  }

  async setRoute(route: Route): Promise<void> {
    const { revision } = await this.#routes.read();
    await this.#routes.compareAndSet(revision, route);
  }

  /** An orchestrator proposes a failover. */
  async propose(): Promise<Intent> {
    const atMs = this.#clock.wallMs();
    const { intent } = await this.control.createIntent({
      id: 'failover-of-epoch-1-1',
      action: { kind: 'failover', to: WEST },
      by: 'orch-1',
      reason: 'A majority of the observers lost us-east-1.',
      atMs,
      untilMs: atMs + 600_000,
      state: 'proposed',
      revision: 1,
    });
    return intent;
  }

  async #keepBeating(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#beat();
      await this.#clock.sleep(200, signal).catch(() => undefined);
    }
  }

  async #beat(): Promise<void> {
    this.#beats += 1;
    const atMs = this.#clock.wallMs();
    for (const [at, name] of OBSERVERS.entries()) {
      const { report } = sampleReport(name, { east: this.#sight(at) });
      const decided = at === 0 ? { decided: this.#decide() } : {};
      const written: ObserverReport = { ...report, atMs, sequence: this.#beats, ...decided };
      await this.control.writeReport(written);
    }
    const { leader } = await this.control.read();
    const next = { observer: 'orch-1', instance: 'orch-1-a', token: `t-${this.#beats}`, sinceMs: atMs };
    await this.control.writeLeader(next, leader?.token);
  }

  #sight(at: number) {
    return sampleSight(EAST, at < this.change.missing ? 'unreachable' : 'answering');
  }

  #decide(): WatchedDecision {
    const reports = OBSERVERS.map((name, at) => sampleReport(name, { east: this.#sight(at) }));
    const view = sampleView({ reports });
    return { decision: decideFailover(view), atMs: view.atMs, findingsSinceMs: {}, blockedSinceMs: {} };
  }

  #sources(): ApiSources {
    const { control } = this;
    const unlessDown = async <Value>(read: () => Promise<Value>): Promise<Value> => {
      if (this.change.isDown)
        throw new RouteError('UND_ROUTE_STORE_UNREACHABLE', {
          what: 'No endpoint of the control store answers.',
        });
      return read();
    };
    const guarded = new Proxy(control, {
      get: (target, name: keyof ControlStore) =>
        name === 'read'
          ? () => unlessDown(() => target.read())
          : (target[name] as (...given: unknown[]) => unknown).bind(target),
    });
    return {
      topology: this.#topology,
      control: guarded,
      routeStore: { read: () => unlessDown(() => this.#routes.read()) },
      ...quietSources(() => this.#clock.wallMs()),
    };
  }
}

/** What no test of the console changes. */
function quietSources(nowMs: () => number): Omit<ApiSources, 'topology' | 'control' | 'routeStore'> {
  const link = { table: 'orders', source: EAST, target: WEST };
  return {
    readRegions: async () => ({
      regions: [EAST, WEST].map((region) => ({ region, atMs: nowMs(), answer: { tookMs: 3 } })),
      links: [
        {
          link,
          leader: { released: false },
          report: { atMs: nowMs(), atTip: true, applied: 10, parked: 0, lagMs: 40 },
        },
      ],
    }),
    readMoves: async () => [],
    accountOf: (moveId) =>
      Promise.reject(new RouteError('UND_ROUTE_NOT_FOUND', { what: `There is no move ${moveId}.` })),
    preview: async ({ kind, to }) => ({
      kind,
      from: EAST,
      to,
      atMs: nowMs(),
      refusals: [],
      lags: [],
      parked: [],
      waitMs: 2000,
      loss: { mostMs: 40, unknown: [] },
      command: `understudy ${kind} ${to}`,
    }),
    drills: async () => ({ scenarios: [], reports: [], reportsWhy: 'No folder of reports was given.' }),
    records: {
      list: async () => ({ records: [] }),
      show: (record) =>
        Promise.reject(new RouteError('UND_ROUTE_NOT_FOUND', { what: `There is no record ${record}.` })),
      decide: (record) =>
        Promise.reject(new RouteError('UND_ROUTE_NOT_FOUND', { what: `There is no record ${record}.` })),
    },
  };
}
