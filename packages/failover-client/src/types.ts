import type { Deadline } from '@understudy/core';
import type { Item } from '@understudy/versions';

/** One DynamoDB request: the operation's name, and its input in attribute values. */
export interface WireRequest {
  readonly operation: string;
  readonly input: object;
}

/** One attempt at a request in one region. */
export interface Attempt {
  readonly region: string;
  /** Aborted when the attempt's time is over or its caller aborts; created on demand. */
  readonly signal: AbortSignal;
  /** Like `signal`, for a single listener, without creating a signal. */
  onEnd(listener: (error: Error) => void): void;
  /** Nothing may leave this process once it has passed: a wire checks it just before it sends. */
  readonly sendBy: Deadline;
  /** Takes the stamps out of the raw answer of the caller's operation, before anything else reads it. */
  readonly stripStamps: (output: object) => object;
}

/**
 * How requests reach a region: the SDK's middleware, the gateway or a simulator implements it. It throws the errors that
 * the SDK throws.
 */
export interface Wire {
  /** Sends the caller's own operation; its answer is the caller's, without stamps. */
  forward(input: object, attempt: Attempt): Promise<object>;
  /** Sends a request of the engine; its answer is read by the engine only. */
  send(request: WireRequest, attempt: Attempt): Promise<object>;
  /** Makes the caller's answer from an output in attribute values. */
  respond(output: object): Promise<object>;
}

export interface EngineRequest extends WireRequest {
  readonly wire: Wire;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
}

/** Which region served a request: `$metadata.understudy` of every answer. */
export interface ServedBy {
  readonly region: string;
  readonly role: 'writer' | 'standby';
  readonly epoch: number;
  /** Whether an acknowledged write may be missing: a standby answered, or no lease proved the writer. */
  readonly possiblyStale: boolean;
}

export interface Served {
  readonly output: object;
  readonly servedBy: ServedBy;
  readonly attempts: number;
  readonly totalRetryDelay: number;
}

/** The old item that a refusal returned, if any. */
export type OldItem = Item | undefined;
