/** Keys that a request is signed with. */
export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** DynamoDB's two services: tables, and streams of tables. Both sign as `dynamodb`. */
export type ServiceName = 'dynamodb' | 'streams';

/** One request as it leaves for a region. */
export interface UpstreamRequest {
  readonly region: string;
  readonly service: ServiceName;
  /** The whole `X-Amz-Target`. */
  readonly target: string;
  readonly body: Buffer;
}

/** What a region answered, whatever its status. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** When a request's time is over, and what is told of its end: the part of an attempt that a connection looks at. */
export interface Leaving {
  /** Monotonic ms past which not a byte may leave. */
  readonly sendByMs: number;
  onEnd(listener: (error: Error) => void): void;
}

/** Connections to regions. */
export interface Upstream {
  /**
   * Sends one request.
   * @throws errors of the connection as `classifyError` knows them; AttemptUnsent where its right to leave had ended.
   */
  send(request: UpstreamRequest, leaving: Leaving): Promise<UpstreamAnswer>;
  /** A light request without credentials, which opens a connection or keeps one. */
  touch(region: string, signal: AbortSignal): Promise<void>;
  /** How far the region's clock is ahead of ours, in ms, learned from an answer that complained of it. */
  learnSkew(region: string, ms: number): void;
  close(): Promise<void>;
}

/** An answer as bytes, for whoever asked. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** The region's own where it answered, else one of ours. */
  readonly requestId: string | undefined;
  /** The region's own checksum of these very bytes; made anew where there is none. */
  readonly crc32?: string | undefined;
  readonly contentType?: string | undefined;
  /** Where it came from, and what went wrong, for people who look at the wire: names are in lower case. */
  readonly headers?: readonly string[] | undefined;
}
