import { Barriers } from '@understudy/replicator';
import { decodeRoute, type RouteSnapshot } from '@understudy/route';
import { LINKS_TABLE, ROUTE_TABLE, type LinkName } from '@understudy/links';
import { Calls, type CallKind } from './calls.ts';
import { StreamFaults } from './stream-faults.ts';
import { Coverage } from '../coverage.ts';
import { LIMITS, TABLE, tablesOf } from '../limits.ts';
import { otherOf, REGIONS } from '../other-of.ts';
import type {
  Actor,
  AppTable,
  ClientName,
  DataRegion,
  Decision,
  History,
  Place,
  PauseEvent,
  WritePart,
} from '../types.ts';
import { ClientActor } from './client-actor.ts';
import { MoverActor } from './mover-actor.ts';
import { WorkerActor } from './worker-actor.ts';
import type { Parts } from './parts.ts';
import { chanceOf } from './dice.ts';
import { leaveInvalidRecord } from './leave-invalid-record.ts';
import { nameDecision } from './name-decision.ts';
import { plain } from './plain.ts';
import { Disks } from './disks.ts';
import { foundService } from './found-service.ts';
import type { Written } from './journal.ts';
import { Network } from './network.ts';
import { Process } from './process.ts';
import { Onlooker } from './onlooker.ts';
import { Region } from './region.ts';
import { saysGap } from './says-gap.ts';
import { Scheduler } from './scheduler.ts';
import { SERVICE } from './stores-of.ts';
import type { Timeline } from '../timeline.ts';

type Living = { readonly process: Process } & (
  | { readonly is: 'client'; readonly actor: ClientActor }
  | { readonly is: 'worker'; readonly actor: WorkerActor }
  | { readonly is: 'mover'; readonly actor: MoverActor }
);

/** Everything of one history: regions, network, processes, and those who look on. */
export class World {
  readonly scheduler = new Scheduler();
  readonly coverage = new Coverage();
  readonly timeline: Timeline;
  readonly history: History;
  readonly onlooker: Onlooker;
  readonly #regions: Readonly<Record<Place, Region>>;
  readonly #network: Network;
  readonly #living = new Map<Actor, Living>();
  readonly #runs = new Map<Actor, number>();
  readonly #disks: Disks;
  readonly #streams: StreamFaults;
  readonly #calls: Calls;
  #healed = false;

  constructor(history: History, timeline: Timeline) {
    this.history = history;
    this.timeline = timeline;
    const { coverage } = this;
    this.onlooker = new Onlooker({ history, coverage, timeline, nowMs: () => this.scheduler.nowMs });
    const make = (place: Place) =>
      new Region({
        place,
        scheduler: this.scheduler,
        iteratorLifetimeMs: history.mix.iteratorLifetimeMs,
        tables: tablesOf(history.mix),
        shards: history.mix.shards ?? 1,
        onWrite: (write) => this.onlooker.observe(write),
      });
    this.#regions = {
      'us-east-1': make('us-east-1'),
      'eu-central-1': make('eu-central-1'),
      'eu-west-1': make('eu-west-1'),
    };
    this.#disks = new Disks({
      regions: this.#regions,
      scheduler: this.scheduler,
      tables: tablesOf(history.mix),
      route: () => this.snapshot().route,
      note: (what) => this.#note(what),
      isUnseeded: (table) => this.onlooker.unseeded.has(table),
    });
    this.#streams = new StreamFaults({
      regions: this.#regions,
      scheduler: this.scheduler,
      tables: tablesOf(history.mix),
      onlooker: this.onlooker,
      route: () => this.snapshot().route,
    });
    this.#calls = new Calls({ scheduler: this.scheduler, onlooker: this.onlooker, coverage });
    this.#network = new Network({
      seed: history.seed,
      scheduler: this.scheduler,
      backends: this.#regions,
      watcher: {
        landing: (sent) => this.onlooker.begin(sent),
        landed: (sent, outcome) => this.onlooker.end(sent, outcome),
        noted: (what) => this.#note(what),
      },
      onRepeated: () => this.coverage.count('records given again'),
      crash: (process, backMs) => this.#crash(process.actor, backMs),
      stall: (process, { ms = 0, before = 'wire', suspended = false }) => {
        this.#note(`${process.name} is about to take the step "${before}"`);
        this.coverage.count(`stall before ${before}`);
        this.coverage.count(`stall of ${process.actor.slice(0, -2)}`);
        this.#pause(process, { forMs: ms, wakes: 'answers', suspended });
      },
    });
    this.#network.noise = history.mix.noise;
    foundService(this.#regions, history.mix);
    for (const actor of this.#cast()) this.#start(actor);
    for (const decision of history.decisions) this.scheduler.at(decision.at, () => this.#decide(decision));
    this.scheduler.at(history.healMs, () => this.#heal());
  }

  get regions(): Readonly<Record<Place, Region>> {
    return this.#regions;
  }

  /** The present route. */
  snapshot(): RouteSnapshot {
    const { Item } = this.#regions['eu-west-1'].database.perform('GetItem', {
      TableName: ROUTE_TABLE,
      Key: { service: { S: SERVICE } },
    });
    return decodeRoute(Item ?? {});
  }

  /** Whether a property was violated, which ends a history. */
  get isBroken(): boolean {
    return this.onlooker.violations.length > 0;
  }

  /** Whether each region has its disk, or all that a backfill brings. */
  get isSeeded(): boolean {
    return REGIONS.every((region) => this.#disks.isSeeded(region));
  }

  /** Whether requests are under way that will land long after they were sent. */
  get holdsUp(): boolean {
    return this.#network.holdsUp;
  }

  /** Whether an application waits for the outcome of a call, which may be sent again until its deadline. */
  get awaitsOutcomes(): boolean {
    return this.#calls.isWaiting(new Set([...this.#living.values()].map(({ process }) => process)));
  }

  /** Whether links have deletes to look at again, which a late request may have undone. */
  get hasSuspects(): boolean {
    return REGIONS.some((region) => {
      const { Items = [] } = this.#regions[region].database.perform('Scan', { TableName: LINKS_TABLE });
      return Items.some(({ part }) => part?.S?.startsWith('suspect#') === true);
    });
  }

  /** Whether each link says so that may lack changes until its table is re-seeded. */
  get saysGaps(): boolean {
    return this.onlooker.unseeded.all.every((link) => saysGap(this.#regions, this.onlooker.heard, link));
  }

  /**
   * Asks both links whether all is settled that their streams hold. `false` where neither that is so by `untilMs`, nor
   * what `isEnough` asks for.
   */
  drain(untilMs: number, isEnough = () => false): boolean {
    const onlooker = new Process(this.scheduler, 'mover-1', 0, 1);
    const clients = Object.fromEntries(
      REGIONS.map((region) => [region, this.#regions[region].database.client]),
    );
    const barriers = new Barriers({ clients, clock: onlooker });
    const state = { isOver: false };
    const token = `end|${this.scheduler.nowMs}`;
    const ask = async (table: AppTable, source: DataRegion) => {
      const link = { table, source, target: otherOf(source) };
      await barriers.request(link, token);
      for (let asked = 1; !(await barriers.reached(link, token)); asked += 1) {
        await onlooker.sleep(20);
        if (asked % 20 === 0) await barriers.request(link, token);
      }
    };
    const links = tablesOf(this.history.mix).flatMap((table) => REGIONS.map((source) => ask(table, source)));
    void Promise.all(links).then(() => (state.isOver = true));
    return this.scheduler.run(untilMs, () => state.isOver || this.isBroken || isEnough());
  }

  /** A write by a client; what came of it is in the journal. */
  write(by: ClientName, part: WritePart): Written | undefined {
    return this.#call(by, [part], Calls.kindOf(part))[0];
  }

  #call(by: ClientName, parts: readonly WritePart[], as: CallKind, hasToken = false): readonly Written[] {
    const living = this.#living.get(by);
    return living?.is === 'client' ? this.#calls.make(living, { by, parts, as, hasToken }) : [];
  }

  #cast(): readonly Actor[] {
    const { clients, workers, movers } = this.history.mix;
    return [
      'client-1',
      ...(clients === 2 ? (['client-2'] as const) : []),
      'worker-1',
      ...(workers === 2 ? (['worker-2'] as const) : []),
      'mover-1',
      ...(movers === 2 ? (['mover-2'] as const) : []),
    ];
  }

  #start(actor: Actor): void {
    const run = (this.#runs.get(actor) ?? 0) + 1;
    this.#runs.set(actor, run);
    const { drift } = this.history.mix;
    const fastest = 1 / (1 - LIMITS.drift);
    const process = new Process(this.scheduler, actor, run, 1 + (fastest - 1) * (drift[actor] ?? 0));
    const said = (what: string, facts: Readonly<Record<string, unknown>>) =>
      this.#hearEvent(process, what, facts);
    const parts: Parts = {
      process,
      network: this.#network,
      randomness: chanceOf(this.history.seed, process.name),
      telemetry: {
        count: (name, labels, by = 1) => this.coverage.counted(name, labels, by),
        gauge: () => {},
        observe: () => {},
        event: (name, facts = {}) => said(name, facts),
      },
      history: this.history,
      isSeeded: (region) => this.#disks.isSeeded(region),
    };
    if (actor.startsWith('client'))
      this.#living.set(actor, { process, is: 'client', actor: new ClientActor(parts) });
    else if (actor.startsWith('worker'))
      this.#living.set(actor, { process, is: 'worker', actor: new WorkerActor(parts) });
    else this.#living.set(actor, { process, is: 'mover', actor: new MoverActor(parts, said) });
    if (run > 1) this.#note(`${process.name} starts`);
  }

  #crash(actor: Actor, backMs: number | undefined): void {
    const living = this.#living.get(actor);
    if (living === undefined) return;
    living.process.kill();
    this.#living.delete(actor);
    this.#note(`${living.process.name} is dead`);
    if (backMs !== undefined)
      this.scheduler.after(backMs, () => {
        if (!this.#living.has(actor)) this.#start(actor);
      });
  }

  #decide(decision: Decision): void {
    if (this.#healed) return;
    const { nowMs } = this.scheduler;
    this.coverage.count(nameDecision(decision));
    switch (decision.do) {
      case 'write':
        this.write(decision.by, { table: TABLE, ...decision });
        return;
      case 'transact':
        this.#call(decision.by, decision.parts, 'transaction', decision.token);
        return;
      case 'batch':
        this.#call(decision.by, decision.parts, 'batch');
        return;
      case 'move':
      case 'abort': {
        const living = this.#living.get(decision.by);
        if (living?.is === 'mover') {
          this.#note(
            `${living.process.name} is asked for ${decision.do === 'abort' ? 'an abort' : `a ${decision.kind} to ${decision.to}`}`,
          );
          living.actor.order(decision);
        }
        return;
      }
      case 'crash':
        this.#crash(decision.who, decision.backMs);
        return;
      case 'pause': {
        const process = this.#living.get(decision.who)?.process;
        if (process === undefined) return;
        this.#pause(process, decision);
        return;
      }
      case 'cut':
        this.#note(`${decision.who} and ${decision.from} are cut (${decision.how}) for ${decision.forMs} ms`);
        this.coverage.count(
          `cut ${decision.who.slice(0, -2)} ${decision.from === 'eu-west-1' ? 'control store' : 'region'}`,
        );
        this.#network.cut(decision.who, decision.from, decision.how, nowMs + decision.forMs);
        return;
      case 'credentials':
        this.#note(
          `the credentials of ${decision.who} for ${decision.from} fail (${decision.how}) for ${decision.forMs} ms`,
        );
        for (const who of decision.who === 'everyone' ? this.#cast() : [decision.who])
          this.#network.spoilCredentials(who, decision.from, decision.how, nowMs + decision.forMs);
        return;
      case 'down':
        this.#takeDown(decision.place, decision.forMs, decision.disk);
        return;
      case 'request':
        this.#network.rule(decision);
        return;
      case 'stream':
        this.#streams.disturb(decision);
        return;
      case 'recreate':
        this.#streams.recreate(decision);
        return;
      case 'invalid-record':
        leaveInvalidRecord(this.#regions[decision.region], nowMs);
    }
  }

  #pause(
    process: Process,
    { forMs, wakes, suspended = false }: Pick<PauseEvent, 'forMs' | 'wakes' | 'suspended'>,
  ): void {
    process.pause(suspended);
    if (forMs > LIMITS.leaseMs)
      this.coverage.count(`${suspended ? 'suspended' : 'pause'} longer than a lease`);
    this.#note(`${process.name} ${suspended ? 'is suspended' : 'sleeps'} for ${forMs} ms`);
    this.scheduler.after(forMs, () => {
      if (process.isPaused) this.#note(`${process.name} wakes up`);
      process.resume(wakes);
    });
  }

  #takeDown(place: Place, forMs: number, disk: 'kept' | 'lost'): void {
    const region = this.#regions[place];
    region.isUp = false;
    // No promise holds for two disks that are lost at once, nor for one that is lost while a table waits for its re-seed.
    const mayLose = (this.isSeeded || this.#disks.isLost(place as DataRegion)) && !this.#streams.hasReplaced;
    const isLost = disk === 'lost' && place !== 'eu-west-1' && mayLose;
    this.#note(`${place} is gone${isLost ? ' with its disk' : ''} for ${forMs} ms`);
    if (isLost) {
      this.onlooker.lostDisk(place);
      this.#disks.lose(place);
    }
    this.scheduler.after(forMs, () => this.#bringBack(place));
  }

  #bringBack(place: Place): void {
    const region = this.#regions[place];
    if (region.isUp) return;
    if (place !== 'eu-west-1' && this.#disks.isLost(place)) {
      const { route } = this.snapshot();
      // A region without its disk must not be written to: the operator who brings it back moves the writer first.
      if (route.phase !== 'steady' || route.writer === place) {
        if (this.#healed && route.phase === 'steady') this.#orderFailover(otherOf(place));
        this.scheduler.after(600, () => this.#bringBack(place));
        return;
      }
      this.#disks.replace(place);
      this.onlooker.forgetItems(place);
    }
    region.isUp = true;
    this.#note(`${place} is back`);
  }

  #orderFailover(to: DataRegion): void {
    const living = this.#living.get('mover-1');
    if (living?.is === 'mover')
      living.actor.order({ at: 0, do: 'move', by: 'mover-1', kind: 'failover', to, override: true });
  }

  #heal(): void {
    this.#healed = true;
    this.#note('all heals');
    this.#network.heal();
    for (const place of ['us-east-1', 'eu-central-1', 'eu-west-1'] as const)
      if (!this.#regions[place].isUp) this.#bringBack(place);
    this.#streams.heal();
    for (const { process } of this.#living.values()) process.resume('timers');
    for (const actor of this.#cast()) if (!this.#living.has(actor)) this.#start(actor);
  }

  #hearEvent(process: Process, what: string, facts: Readonly<Record<string, unknown>>): void {
    this.coverage.heard(what, facts);
    this.onlooker.reported(what, facts);
    if (what === 'stream.gap_found') this.#disks.clearGap(facts as unknown as LinkName);
    if (this.timeline.isKept) this.#note(`${process.name}: ${what} ${JSON.stringify(facts, plain)}`);
  }

  #note(what: string): void {
    this.onlooker.note(what);
  }
}
