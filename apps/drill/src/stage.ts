import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '@understudy/core';
import type { Phases, TrafficMeter, Shop, Operator, Journal, Workload, Content } from '@understudy/scenario';
import type { LinkBarriers } from '@understudy/links';
import type { Screen } from './screen/open-screen.ts';
import type { DrillOptions } from './options.ts';

/** What the view shows besides what it finds out by itself. */
export interface SceneNotes {
  missingAtPromotion?: number;
}

/** Everything that a drill plays on, once all of it stands. */
export interface Stage {
  readonly options: DrillOptions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Monotonic milliseconds since the drill began. */
  readonly elapsedMs: () => number;
  readonly screen: Screen;
  readonly phases: Phases;
  readonly scene: SceneNotes;
  readonly operator: Operator;
  readonly barriers: LinkBarriers;
  readonly workload: Workload;
  readonly journal: Journal;
  readonly meter: TrafficMeter;
  /** `undefined` in a drill of data alone. */
  readonly shop: Shop | undefined;
  /** What was loaded, by key. */
  readonly loaded: ReadonlyMap<string, Content>;
  readonly regions: readonly [string, string];
  /** Straight to a region, past the failover client: for looking, not for the application. */
  readonly clientOf: (region: string) => DynamoDBClient;
  readonly documentsOf: (region: string) => DynamoDBDocumentClient;
  readonly stampAttribute: string;
  /** How long a write that its sender gave up may still land. */
  readonly lateLandingMs: number;
}
