import type {
  DrillsState,
  MoveAccountState,
  MoveKind,
  MovePreviewState,
  MoveSummary,
} from '@understudy/api-contract';
import type { ControlStore } from '@understudy/control-store';
import type { ProgramSight, ServersSight } from '@understudy/findings';
import type { RouteStore } from '@understudy/route';
import type { Topology } from '@understudy/topology';
import type { LocalCloudDesk } from '../local-cloud/local-cloud-desk.ts';
import type { RecordDesk } from '../orders/record-desk.ts';
import type { RegionsReading } from './regions-reading.ts';

/**
 * What the API reads and writes by. It imports neither the data plane nor what moves the route: the program that runs it gives what
 * needs them. Each throws UnderstudyError where it can't answer.
 */
export interface ApiSources {
  readonly topology: Pick<
    Topology,
    'service' | 'regions' | 'tables' | 'limits' | 'orchestrator' | 'pools' | 'balancers' | 'traffic'
  >;
  /** Absent where the topology declares no orchestrators: then there is no such table. */
  readonly control?: ControlStore;
  readonly routeStore: Pick<RouteStore, 'read'>;
  /** Fences and links, as both regions answer this machine; a region that does not answer is a part of the answer. */
  readonly readRegions: (signal: AbortSignal) => Promise<RegionsReading>;
  /** Absent where the topology declares no programs. */
  readonly readPrograms?: (signal: AbortSignal) => Promise<readonly ProgramSight[]>;
  /** Balancers and servers, as they were seen last; absent where they are not watched. */
  readonly servers?: { readonly by: string; readonly sight: () => ServersSight };
  /** The last moves, the newest first. */
  readonly readMoves: (signal: AbortSignal) => Promise<readonly MoveSummary[]>;
  /** Everything about one of them. */
  readonly accountOf: (moveId: string, signal: AbortSignal) => Promise<MoveAccountState>;
  readonly preview: (
    move: { readonly kind: MoveKind; readonly to: string },
    signal: AbortSignal,
  ) => Promise<MovePreviewState>;
  readonly drills: () => Promise<DrillsState>;
  readonly records: RecordDesk;
  /** Absent but where the service runs on a local cloud that takes faults. */
  readonly localCloud?: LocalCloudDesk;
}
