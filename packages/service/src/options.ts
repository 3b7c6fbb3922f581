import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Clock, Randomness, Telemetry } from '@understudy/core';
import type { LookupFunction } from 'node:net';
import type { ClientOptions } from './client-config.ts';

/** How a service is opened. */
export interface OpenServiceOptions {
  /** Clients of the data regions and of their streams. */
  readonly data?: ClientOptions;
  /** Clients of the control store and of the fences, on connections apart from the data's. */
  readonly control?: ClientOptions;
  /**
   * Whether the lease may begin by the fences while the control store can't be reached: for clients and gateways, and
   * never for links. `false` unless given.
   */
  readonly beginByFences?: boolean;
  /** As the SDK takes them: its own chain of providers unless given. Asked for in one region after the other, and kept until they end. */
  readonly credentials?: DynamoDBClientConfig['credentials'];
  /** Time of the stores and the lease: the machine's unless given; the lease then does not keep the process alive. */
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Of the lease and the credentials: silent unless given. */
  readonly telemetry?: Telemetry;
}

/** How a client for one look at a region is opened. */
export interface LookClientOptions {
  /** How long its caller waits for an answer, in ms: `attemptTimeoutMs` unless given. A name has four fifths of it to be found. */
  readonly limitMs?: number;
  /** Looks the region's name up: the machine's resolver, within that time, unless given. */
  readonly lookup?: LookupFunction;
}
