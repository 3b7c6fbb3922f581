import type { Clock } from '@understudy/core';
import type { ServersSight, ServiceView, WatchedRepairs } from '@understudy/findings';
import type { ServerSettings } from '@understudy/topology';
import type { AuditQueue } from './audit-queue.ts';
import type { OrchestratorOptions } from './options.ts';
import { decideRepairs } from './decide/decide-repairs.ts';
import { describeRepairs } from './describe-repairs.ts';
import { PoolWatch } from './observe/pool-watch.ts';
import { RepairWatch } from './repair-watch.ts';
import type { ServerParts } from './server-parts.ts';

export interface ServerDeskOptions {
  readonly parts: ServerParts;
  readonly settings: ServerSettings;
  readonly clock: Clock;
  readonly audit: Pick<AuditQueue, 'add'>;
  /** Whether its orchestrator leads. */
  readonly leads: () => boolean;
}

/** Watches balancers and servers, and decides their repairs, while its orchestrator leads. */
export class ServerDesk {
  readonly #options: ServerDeskOptions;
  readonly #watch: PoolWatch;
  readonly #planned = new RepairWatch();

  constructor(options: ServerDeskOptions) {
    const { parts, settings, clock, leads } = options;
    this.#options = options;
    this.#watch = new PoolWatch({ eyes: parts.eyes, settings, clock, mayLook: leads });
  }

  start(): void {
    this.#watch.start();
  }

  async stop(): Promise<void> {
    await this.#watch.stop();
  }

  /** For the view: what is seen of servers now. */
  get source(): { readonly servers: () => ServersSight } {
    return { servers: () => this.#watch.sight() };
  }

  /** What it planned last. */
  get planned(): WatchedRepairs | undefined {
    return this.#planned.last;
  }

  /** Decides the repairs of a view; a plan that is another one than before is audited with what it rests on. */
  tick(view: ServiceView): void {
    const repairs = decideRepairs(view);
    if (this.#planned.note(view.atMs, repairs))
      this.#options.audit.add('repair', describeRepairs(repairs), {
        view: { ...view },
        repairs: [...repairs],
      });
  }
}

/** The desk of an orchestrator that is given what servers are watched by, and settings for it. */
export function openServerDesk(
  { servers: parts, settings, clock }: OrchestratorOptions & { readonly clock: Clock },
  own: Pick<ServerDeskOptions, 'audit' | 'leads'>,
): ServerDesk | undefined {
  const { servers } = settings;
  if (parts === undefined || servers === undefined) return undefined;
  return new ServerDesk({ ...own, parts, settings: servers, clock });
}
