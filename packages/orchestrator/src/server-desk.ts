import type { Clock, Telemetry } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { ServersSight, ServiceView, WatchedRepairs } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import { RepairRunner } from './act/repair-runner.ts';
import { verifyServer } from './act/verify-server.ts';
import type { AuditQueue } from './audit-queue.ts';
import { decideRepairs } from './decide/decide-repairs.ts';
import { describeRepairs } from './describe-repairs.ts';
import { PoolWatch } from './observe/pool-watch.ts';
import type { OrchestratorOptions } from './options.ts';
import { RepairWatch } from './repair-watch.ts';
import type { ServerParts } from './server-parts.ts';

export interface ServerDeskOptions {
  readonly observer: string;
  readonly parts: ServerParts;
  readonly settings: ServerSettings;
  readonly control: Pick<ControlStore, 'writeRepair'>;
  readonly audit: Pick<AuditQueue, 'add' | 'flush'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Whether its orchestrator leads. */
  readonly leads: () => boolean;
}

/** Watches balancers and servers, decides their repairs and has them carried out, while its orchestrator leads. */
export class ServerDesk {
  readonly #options: ServerDeskOptions;
  readonly #watch: PoolWatch;
  readonly #planned = new RepairWatch();
  readonly #runner: RepairRunner | undefined;

  constructor(options: ServerDeskOptions) {
    const { parts, settings, clock, leads } = options;
    this.#options = options;
    this.#watch = new PoolWatch({ eyes: parts.eyes, settings, clock, mayLook: leads });
    const seen = { sight: () => this.#watch.sight(), settings, clock };
    const verify = (server: string, signal: AbortSignal) => verifyServer(server, seen, signal);
    this.#runner = parts.hands && new RepairRunner({ ...options, hands: parts.hands, verify });
  }

  start(): void {
    this.#watch.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#watch.stop(), this.#runner?.stop()]);
  }

  /** For the view: what is seen of servers now. */
  get source(): { readonly servers: () => ServersSight } {
    return { servers: () => this.#watch.sight() };
  }

  /** What it planned last. */
  get planned(): WatchedRepairs | undefined {
    return this.#planned.last;
  }

  /**
   * Decides the repairs of a view, and begins them and those that another leader has left; a plan that is another one than before
   * is audited with what it rests on.
   */
  tick(view: ServiceView): void {
    const { audit, telemetry } = this.#options;
    const planned = decideRepairs(view);
    telemetry.gauge('understudy_orchestrator_repairs_needed', planned.length);
    if (this.#planned.note(view.atMs, planned))
      audit.add('repair', describeRepairs(planned), { view: { ...view }, repairs: [...planned] });
    const { repairs = [] } = view;
    for (const repair of repairs) if (repair.attempts.at(-1)?.state === 'begun') this.#runner?.resume(repair);
    for (const each of planned) {
      const before = repairs.find(({ pool, slot }) => pool === each.pool && slot === each.slot);
      if (each.acts) this.#runner?.begin(each, before);
    }
  }
}

/** The desk of an orchestrator that is given what servers are watched by, and settings for it. */
export function openServerDesk(
  {
    servers: parts,
    settings,
    name,
    control,
    clock,
    telemetry,
  }: OrchestratorOptions & { readonly clock: Clock; readonly telemetry: Telemetry },
  own: Pick<ServerDeskOptions, 'audit' | 'leads'>,
): ServerDesk | undefined {
  const { servers } = settings;
  if (parts === undefined || servers === undefined) return undefined;
  return new ServerDesk({ ...own, observer: name, parts, settings: servers, control, clock, telemetry });
}
