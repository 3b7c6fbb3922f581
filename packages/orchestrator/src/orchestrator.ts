import { silentTelemetry, systemClock, systemRandomness } from '@understudy/core';
import type { SharedState } from '@understudy/control-store';
import type { ObserverReport, ServiceView } from '@understudy/findings';
import type { Mover } from '@understudy/moves';
import type { MovingRoute } from '@understudy/route';
import { carryOut } from './act/carry-out.ts';
import { MergeLoop } from './act/merge-loop.ts';
import { MoveRunner } from './act/move-runner.ts';
import { nextAction } from './act/next-action.ts';
import { automaticPrefix } from './decide/is-automatic.ts';
import { openMover } from './act/open-mover.ts';
import { verifyMove } from './act/verify-move.ts';
import { wouldBegin } from './act/would-begin.ts';
import { AuditQueue } from './audit-queue.ts';
import { decideFailover } from './decide/decide-failover.ts';
import { isWriterBack } from './decide/is-writer-back.ts';
import { unfitToLead } from './decide/unfit-to-lead.ts';
import { DecisionWatch } from './decision-watch.ts';
import { describeDecision } from './describe-decision.ts';
import { Leadership } from './leadership.ts';
import { AlertWatch } from './observe/alert-watch.ts';
import { FurtherWatches } from './observe/further-watches.ts';
import { LinkWatch } from './observe/link-watch.ts';
import { linksBetween } from './observe/links-between.ts';
import { ProgramWatch } from './observe/program-watch.ts';
import { ViewSource, type ReadRoute } from './observe/view-source.ts';
import type { OrchestratorOptions } from './options.ts';
import { placeOf } from './place-of.ts';
import { describeReadiness } from './readiness/describe-readiness.ts';
import { isIdle } from './readiness/is-idle.ts';
import { evaluateReadiness } from './readiness/evaluate-readiness.ts';
import { PruneLoop } from './prune/prune-loop.ts';
import { ReadinessLoop } from './readiness/readiness-loop.ts';
import { ReportLoop } from './report-loop.ts';
import { reportReadiness } from './report-readiness.ts';
import { reportDecision } from './report-decision.ts';
import { StepRunner } from './steps/step-runner.ts';
import { openServerDesk, type ServerDesk } from './server-desk.ts';
import type { OrchestratorStatus } from './orchestrator-status.ts';

type Settings = OrchestratorOptions &
  Required<Pick<OrchestratorOptions, 'tickMs' | 'verifyLimitMs' | 'clock' | 'randomness' | 'telemetry'>>;

const LOOK_EVERY_MS = 1_000;
const LOOK_LIMIT_MS = 1_500;
/** One that does not lead reads what is shared less often by this. */
const FOLLOWER_TICKS = 3;

/**
 * One of several orchestrators of a service: observes, reports what it sees to the others, and, where it leads, decides, moves
 * the writer, verifies and reconciles. Leadership only keeps work from being done twice: whatever two of them do at once, the route's
 * compare-and-set, the leases and the fences keep it right.
 */
export class Orchestrator {
  readonly #settings: Settings;
  readonly #place: string;
  readonly #instance: string;
  readonly #leadership: Leadership;
  readonly #reports: ReportLoop;
  readonly #links: LinkWatch;
  readonly #programs: ProgramWatch;
  readonly #further: FurtherWatches;
  readonly #alerts: AlertWatch;
  readonly #source: ViewSource;
  readonly #decisions = new DecisionWatch();
  readonly #audit: AuditQueue;
  readonly #steps: StepRunner | undefined;
  readonly #runner: MoveRunner;
  readonly #merging: MergeLoop;
  readonly #pruning: PruneLoop;
  readonly #readiness: ReadinessLoop | undefined;
  readonly #servers: ServerDesk | undefined;
  readonly #stopping = new AbortController();
  #store: { readonly answers: boolean; readonly why?: string } = { answers: true };
  #leader: string | undefined;
  #unfit: readonly string[] = [];
  #led = false;
  #stored: Pick<SharedState, 'readiness'> = {};
  #running: Promise<void> | undefined;

  /** @throws OrchestratorError `UND_ORCHESTRATOR_OBSERVER_UNKNOWN`; MovesError `UND_MOVES_OPTIONS_INVALID` */
  constructor(options: OrchestratorOptions) {
    const settings: Settings = {
      tickMs: 250,
      verifyLimitMs: 30_000,
      clock: systemClock(),
      randomness: systemRandomness,
      telemetry: silentTelemetry,
      ...options,
    };
    this.#settings = settings;
    const { name, control, clock, randomness, regions, tables, barriers } = settings;
    const { lookLimitMs, leaderTtlMs, programs } = settings.settings;
    this.#place = placeOf(settings);
    this.#instance = randomness.unique();
    const named = { observer: name, instance: this.#instance, control, clock, randomness };
    this.#leadership = new Leadership({ ...named, ttlMs: leaderTtlMs });
    this.#audit = new AuditQueue({ by: name, instance: this.#instance, control, clock });
    this.#alerts = new AlertWatch({ service: settings.service, clock });
    this.#reports = this.#openReports();
    const looking = { clock, everyMs: LOOK_EVERY_MS, limitMs: Math.max(LOOK_LIMIT_MS, lookLimitMs) };
    const links = linksBetween(tables, regions);
    const mayLook = () => this.#leadership.leads;
    this.#links = new LinkWatch({ ...looking, links, barriers, mayLook });
    this.#programs = new ProgramWatch({ ...looking, programs, read: settings.readProgram });
    this.#servers = openServerDesk(settings, { audit: this.#audit, leads: mayLook });
    this.#further = new FurtherWatches(settings, mayLook);
    this.#source = new ViewSource({
      leader: name,
      regions,
      policy: { ...settings.settings, maxLagMs: settings.limits.maxLagMs },
      clock,
      links: () => this.#links.sights(),
      programs: () => this.#programs.sights(),
      ...this.#servers?.source,
      ...this.#further.sources,
    });
    this.#steps = this.#openSteps();
    this.#runner = this.#openRunner();
    const mayWork = () => this.#leadership.leads && !this.#runner.busy;
    this.#merging = new MergeLoop({ mover: this.#openMover(), clock, mayWork });
    this.#pruning = new PruneLoop({ control, clock, mayWork });
    this.#readiness = this.#openReadiness();
  }

  /** Begins to observe and, where it leads, to decide; a second call changes nothing. */
  start(): void {
    if (this.#running !== undefined) return;
    this.#settings.eyes.start(() => {
      this.#reports.hurry();
    });
    this.#reports.start();
    this.#programs.start();
    this.#links.start();
    this.#further.start();
    this.#merging.start();
    this.#pruning.start();
    this.#readiness?.start();
    this.#servers?.start();
    this.#running = this.#run();
  }

  /** Ends; gives the leadership up, and leaves a move under way to the next leader. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The orchestrator was stopped.'));
    await Promise.all([
      this.#running,
      this.#runner.stop(),
      this.#steps?.stop(),
      this.#merging.stop(),
      this.#pruning.stop(),
      this.#readiness?.stop(),
      this.#servers?.stop(),
      this.#reports.stop(),
      this.#links.stop(),
      this.#further.stop(),
      this.#programs.stop(),
      this.#settings.eyes.stop(),
    ]);
    await this.#audit.flush();
    await this.#leadership.release();
  }

  /**
   * Takes a message of Alertmanager's webhook as evidence, and tells the others.
   * @returns why it is refused, as one sentence
   */
  takeAlerts(message: unknown): string | undefined {
    const refused = this.#alerts.take(message);
    const outcome = refused === undefined ? 'taken' : 'refused';
    this.#settings.telemetry.count('understudy_orchestrator_alert_messages_total', { outcome });
    if (refused === undefined) this.#reports.hurry();
    return refused;
  }

  status(): OrchestratorStatus {
    const { name, version, eyes } = this.#settings;
    const { leads } = this.#leadership;
    const decided = this.#decisions.last;
    return {
      observer: name,
      place: this.#place,
      instance: this.#instance,
      version,
      leads,
      unfit: this.#unfit,
      ...(this.#leader !== undefined && { leader: this.#leader }),
      controlStore: this.#store,
      moving: this.#runner.busy,
      ...(leads && this.#merging.waitingFor !== undefined && { reconciling: this.#merging.waitingFor }),
      regions: eyes.sights(),
      doubts: eyes.doubts(this.#store.answers),
      alerts: this.#alerts.alerts(),
      ...(leads && { ...this.#further.status, ...(decided !== undefined && { decided }) }),
      auditWaiting: this.#audit.waiting,
    };
  }

  #openReports(): ReportLoop {
    const { name, version, fingerprint, control, clock, telemetry, settings } = this.#settings;
    return new ReportLoop({
      facts: {
        observer: name,
        place: this.#place,
        instance: this.#instance,
        version,
        topology: fingerprint,
      },
      control,
      clock,
      everyMs: settings.reportEveryMs,
      look: (answers) => this.#report(answers),
      onEvent: (event, facts) => {
        telemetry.event(event, facts);
      },
    });
  }

  #openMover(): Mover {
    return openMover(this.#settings, (route, signal) => this.#writerReturned(route, signal));
  }

  #openRunner(): MoveRunner {
    const { control, clock, telemetry, tickMs: everyMs, verifyLimitMs: limitMs } = this.#settings;
    const look = (ending: AbortSignal) => this.#look(ending);
    return new MoveRunner({
      openMover: () => this.#openMover(),
      control,
      clock,
      audit: this.#audit,
      verify: (to, signal) => verifyMove(to, { look, clock, everyMs, limitMs }, signal),
      telemetry,
      ...(this.#steps !== undefined && { steps: this.#steps, settings: this.#settings.settings }),
    });
  }

  #openSteps(): StepRunner | undefined {
    const { perform, name: observer, control, clock, telemetry, verifyLimitMs } = this.#settings;
    if (perform === undefined) return undefined;
    const look = (signal: AbortSignal) => this.#look(signal);
    const own = { observer, instance: this.#instance, control, clock, telemetry, verifyLimitMs };
    return new StepRunner({ ...own, perform, look, audit: this.#audit });
  }

  #openReadiness(): ReadinessLoop | undefined {
    const { readiness: parts, name, control, clock, telemetry } = this.#settings;
    if (parts === undefined) return undefined;
    const programs = () => this.#programs.sights();
    const look = (signal: AbortSignal) => this.#look(signal);
    return new ReadinessLoop({
      observer: name,
      control,
      clock,
      evaluate: (signal) =>
        evaluateReadiness(
          this.#settings,
          { parts, mover: this.#openMover(), look, programs, facts: this.#further.facts },
          signal,
        ),
      mayWork: () => this.#leadership.leads && !this.#runner.busy && isIdle(this.#decisions.last),
      stored: () => this.#stored.readiness,
      onReport: (report) => {
        reportReadiness(report, telemetry);
        if (report.verdict !== this.#stored.readiness?.verdict)
          this.#audit.add('readiness', describeReadiness(report), { readiness: { ...report } });
      },
    });
  }

  #report(answers: boolean): Pick<ObserverReport, 'regions' | 'doubts' | 'alerts' | 'decided'> {
    const { eyes } = this.#settings;
    const alerts = this.#alerts.alerts();
    const decided = this.#leadership.leads ? this.#decisions.last : undefined;
    const repairs = this.#servers?.planned;
    return {
      regions: eyes.sights(),
      doubts: eyes.doubts(answers),
      ...(alerts.length > 0 && { alerts }),
      ...(decided !== undefined && { decided: { ...decided, ...(repairs && { repairs }) } }),
    };
  }

  async #run(): Promise<void> {
    const { clock, tickMs } = this.#settings;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#tick(signal).catch((error: unknown) => {
        if (!signal.aborted) this.#noteStore(error);
      });
      // Those that follow only wait for the leader to fall silent.
      const pauseMs = this.#leadership.leads ? tickMs : FOLLOWER_TICKS * tickMs;
      await clock.sleep(pauseMs, signal).catch(() => undefined);
    }
  }

  async #tick(signal: AbortSignal): Promise<void> {
    const { control, telemetry, clock, eyes } = this.#settings;
    telemetry.gauge(
      'understudy_orchestrator_abstaining',
      eyes.doubts(this.#store.answers).length > 0 ? 1 : 0,
    );
    const state = await control.read(signal);
    this.#noteStore();
    this.#stored = state;
    telemetry.gauge('understudy_orchestrator_tick_timestamp_seconds', clock.wallMs() / 1_000);
    const mayLead = this.#mayLead(state);
    if (!mayLead) await this.#leadership.release();
    const leads = mayLead && (await this.#leadership.tick(state.leader));
    this.#noteLeader(state, leads);
    if (!leads) return;
    await this.#lead(this.#source.view(state, await this.#readRoute(signal)));
  }

  /** Whether nothing speaks against this orchestrator; what does is announced when it changes. */
  #mayLead(state: SharedState): boolean {
    const {
      name: observer,
      version,
      fingerprint: topology,
      settings,
      clock,
      telemetry,
      eyes,
    } = this.#settings;
    const doubts = eyes.doubts(this.#store.answers);
    const own = { observer, version, topology, doubts, nowMs: clock.wallMs() };
    const unfit = unfitToLead(own, this.#source.reports(state), settings);
    if (unfit.join() !== this.#unfit.join()) telemetry.event('leadership.unfit', { observer, why: unfit });
    this.#unfit = unfit;
    return unfit.length === 0;
  }

  async #lead(view: ServiceView): Promise<void> {
    const { control, telemetry } = this.#settings;
    const decision = decideFailover(view);
    if (this.#decisions.note(view, decision)) {
      reportDecision(decision, telemetry);
      this.#reports.hurry();
      this.#audit.add('decision', describeDecision(decision), {
        view: { ...view },
        decision: { ...decision },
      });
    }
    this.#steps?.tick(view);
    if (decision.acts) this.#runner.giveWay();
    const action = nextAction(view, decision);
    if (this.#runner.takes(wouldBegin(action))) {
      const job = await carryOut(action, { view, decision, control, audit: this.#audit });
      if (job !== undefined) this.#runner.begin(job);
    }
    this.#servers?.tick(view);
    await this.#audit.flush();
  }

  /** The service as it is seen now, apart from the ticks. */
  async #look(signal?: AbortSignal): Promise<ServiceView> {
    const [state, route] = await Promise.all([this.#settings.control.read(signal), this.#readRoute(signal)]);
    return this.#source.view(state, route);
  }

  async #readRoute(signal?: AbortSignal): Promise<ReadRoute> {
    try {
      return { snapshot: await this.#settings.routeStore.read(signal) };
    } catch (error) {
      signal?.throwIfAborted();
      return { why: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Only what orchestrators decided is reconsidered: a person who fails over knows that the writer may answer. */
  async #writerReturned(route: MovingRoute, signal?: AbortSignal): Promise<string | undefined> {
    const view = await this.#look(signal);
    const decided = view.intents.some(
      ({ id, state }) => state === 'taken' && id.startsWith(automaticPrefix(route.epoch)),
    );
    if (!decided || !isWriterBack(view, route.from)) return undefined;
    return `${route.from} answers more observers again than miss it.`;
  }

  #noteStore(error?: unknown): void {
    const answers = error === undefined;
    const why = error instanceof Error ? error.message : undefined;
    if (answers !== this.#store.answers)
      this.#settings.telemetry.event(answers ? 'control_store.regained' : 'control_store.lost', { why });
    this.#store = { answers, ...(why !== undefined && { why }) };
  }

  #noteLeader({ leader }: SharedState, leads: boolean): void {
    const { name, telemetry } = this.#settings;
    this.#leader = leads ? name : leader?.observer;
    telemetry.gauge('understudy_orchestrator_leading', leads ? 1 : 0);
    if (leads === this.#led) return;
    this.#led = leads;
    telemetry.event(leads ? 'leadership.acquired' : 'leadership.lost', { observer: name });
    if (leads) this.#audit.add('leader', `${name} leads the orchestrators.`);
  }
}
