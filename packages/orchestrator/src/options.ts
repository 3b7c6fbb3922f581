import type { Clock, Limits, Randomness, Telemetry } from '@understudy/core';
import type { ControlStore } from '@understudy/control-store';
import type { ProgramSight } from '@understudy/findings';
import type { LinkBarriers } from '@understudy/links';
import type { MoverOptions, RegionProbe } from '@understudy/moves';
import type { FenceStore, RouteStore } from '@understudy/route';
import type { OrchestratorSettings } from '@understudy/topology';
import type { Eyes } from './observe/eyes.ts';
import type { ReadTableMetrics } from './observe/cloud-watch-reader.ts';
import type { DnsZone } from './records/dns-zone.ts';
import type { PerformStep } from './steps/perform-step.ts';
import type { ServerParts } from './server-parts.ts';
import type { ReadinessSources } from './readiness/look-at-readiness.ts';

export interface OrchestratorOptions {
  /** The service's name, as its alerts carry it. */
  readonly service: string;
  /** As the topology's `orchestrator.observers` lists it. */
  readonly name: string;
  /** Of the program: `1.4.0`. */
  readonly version: string;
  /** The fingerprint of the topology that it runs with: equal where all decide by the same settings. */
  readonly fingerprint: string;
  readonly settings: OrchestratorSettings;
  /** The data regions, in the topology's order. */
  readonly regions: readonly [string, string];
  /** Every table of the service that is replicated. */
  readonly tables: readonly string[];
  readonly limits: Limits;
  readonly control: ControlStore;
  readonly routeStore: RouteStore;
  readonly fences: FenceStore;
  readonly barriers: LinkBarriers;
  readonly probe: RegionProbe;
  readonly eyes: Eyes;
  /** One look at a program's ops server; a program that does not answer is a sight, too. */
  readonly readProgram: (
    program: OrchestratorSettings['programs'][number],
    signal: AbortSignal,
  ) => Promise<ProgramSight>;
  /** What would break the application after a move; refuses a switchover. */
  readonly differences?: MoverOptions['differences'];
  /** What readiness is found out by; it is not evaluated unless given. */
  readonly readiness?: Pick<ReadinessSources, 'inspect' | 'credentials'>;
  /** Makes the steps of moves that the topology declares; none are made unless given. */
  readonly perform?: PerformStep;
  /** What servers are watched by; they are not unless it is given, and the settings have `servers`. */
  readonly servers?: ServerParts;
  /** Asks CloudWatch, where the topology says so; it is not asked unless given. */
  readonly readMetrics?: ReadTableMetrics;
  /** Where the DNS records of the topology are kept; they are neither watched nor changed unless given. */
  readonly zone?: DnsZone;
  /** Pause in ms between two readings of what orchestrators share: 250 unless given. */
  readonly tickMs?: number;
  /** How long in ms a move may take to be verified: 30,000 unless given. */
  readonly verifyLimitMs?: number;
  /** How long in ms a failover goes on reading the old region's tail: the mover's unless given. */
  readonly tailBudgetMs?: number;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  readonly telemetry?: Telemetry;
}
