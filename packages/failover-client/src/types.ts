import type { Item } from '@understudy/versions';

/** One DynamoDB request, by the operation's name and its input in DynamoDB's own attribute values. */
export interface WireRequest {
  readonly operation: string;
  readonly input: object;
}

/** One attempt at a request in one region. */
export interface Attempt {
  readonly region: string;
  /** Aborted when the attempt's time is over or its caller gave up; made when it is asked for. */
  readonly signal: AbortSignal;
  /** The same for one who listens alone: nothing has to be made for it. */
  onEnd(listener: (error: Error) => void): void;
  /** Monotonic ms past which nothing may leave this process; whoever sends it must look at the last moment. */
  readonly sendByMs: number;
  /** What is done to the raw answer of the caller's own operation before anybody else sees it: it takes the stamps out. */
  readonly stripStamps: (output: object) => object;
}

/**
 * How requests reach a region; the SDK's middleware stands behind it, or a gateway, or a simulator. Errors come as the
 * SDK throws them.
 */
export interface Wire {
  /** Sends the caller's own operation; its answer goes back to the caller as it comes, without stamps. */
  forward(input: object, attempt: Attempt): Promise<object>;
  /** Sends a request of another operation, or one part of the caller's; the answer is for the engine's eyes. */
  send(request: WireRequest, attempt: Attempt): Promise<object>;
  /** Makes an answer of the caller's operation from what the engine put together, in attribute values. */
  respond(output: object): Promise<object>;
}

export interface EngineRequest extends WireRequest {
  readonly wire: Wire;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
}

/** Where an answer came from: `$metadata.understudy` of every answer. */
export interface ServedBy {
  readonly region: string;
  readonly role: 'writer' | 'standby';
  readonly epoch: number;
  /** Whether an acknowledged write may be missing in what was read: a standby answered, or no lease proved the writer. */
  readonly possiblyStale: boolean;
}

export interface Served {
  readonly output: object;
  readonly servedBy: ServedBy;
  readonly attempts: number;
  readonly totalRetryDelay: number;
}

/** The old item of a refusal, where one was returned. */
export type OldItem = Item | undefined;
