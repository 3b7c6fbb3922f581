import type { ScenarioRun } from '@understudy/scenario';
import type {
  Journal,
  LoadedService,
  Operator,
  RunningOrchestrator,
  RunningReplicator,
  TrafficMeter,
  Workload,
} from '@understudy/scenario';
import type { LocalCloud, LocalCredentials } from '@understudy/sandbox';

/** What a drill takes place on: a service in a local cloud, with its programs and an application. */
export interface Stage extends ScenarioRun, LoadedService {
  readonly cloud: LocalCloud;
  /** STS of every region; programs ask it where the timeline strikes it, and have keys that never end elsewhere. */
  readonly sts: LocalCredentials;
  readonly replicator: RunningReplicator;
  readonly orchestrators: readonly RunningOrchestrator[];
  readonly operator: Operator;
  readonly journal: Journal;
  readonly meter: TrafficMeter;
  readonly workload: Workload;
}
