import type { Deadline } from '@understudy/core';

/** Credentials that a request is signed with. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** DynamoDB's two services: tables and streams. Requests to both are signed for `dynamodb`. */
export type ServiceName = 'dynamodb' | 'streams';

/** One request to a region. */
export interface UpstreamRequest {
  readonly region: string;
  readonly service: ServiceName;
  /** The whole `X-Amz-Target`. */
  readonly target: string;
  readonly body: Buffer;
}

/** The answer of a region, of any status. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** The part of an attempt that a connection observes: its send deadline and its end. */
export interface Leaving {
  /** Nothing may be sent once it has passed. */
  readonly sendBy: Deadline;
  onEnd(listener: (error: Error) => void): void;
}

/** Connections to regions. */
export interface Upstream {
  /**
   * Sends one request.
   * @throws errors of the connection that `classifyError` knows; AttemptUnsent past `sendBy`
   */
  send(request: UpstreamRequest, leaving: Leaving): Promise<UpstreamAnswer>;
  /** A light request without credentials, which opens a connection or keeps it open. */
  touch(region: string, signal: AbortSignal): Promise<void>;
  /** Sets how far the region's clock is ahead of ours, in ms, learned from its refusal of a signature. */
  learnSkew(region: string, ms: number): void;
  close(): Promise<void>;
}

/** An answer to a client, in bytes. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** The region's, if it answered; otherwise one is made. */
  readonly requestId: string | undefined;
  /** The region's checksum of these bytes; computed where absent. */
  readonly crc32?: string | undefined;
  readonly contentType?: string | undefined;
  /** Which region answered, and the error's code: names in lower case and values in turn. */
  readonly headers?: readonly string[] | undefined;
}
