import type { WholeMessage } from './message.ts';

/** What a client gets to see at the end of an exchange in which a fault had a hand. */
export type Ending =
  /** These bytes, and the connection goes on. */
  | { readonly kind: 'answer'; readonly bytes: Buffer }
  /** These bytes, which are less than was announced, then an end of the connection, or nothing any more. */
  | { readonly kind: 'cut'; readonly bytes: Buffer; readonly then: 'end' | 'silence' }
  /** A TCP reset. */
  | { readonly kind: 'reset' }
  /** Nothing, for ever; the connection stays open. */
  | { readonly kind: 'silence' };

/** What a fault does to one exchange. */
export interface FaultEffect {
  /** How long the request is on its way, in milliseconds. It arrives even if its sender gives up meanwhile. */
  readonly requestMs?: number;
  /** How long the answer is on its way, in milliseconds. */
  readonly answerMs?: number;
  /** What arrives at the server instead of the request; `undefined`: nothing. Left out: the request itself. */
  readonly forward?: (request: WholeMessage) => Buffer | undefined;
  /** What the client gets; `answer` is the server's, where something was forwarded. Left out: that answer. */
  readonly end?: (request: WholeMessage, answer: WholeMessage | undefined) => Ending;
}

/** When a fault strikes: before the server had the request, or after it was carried out. */
export type Moment = 'before' | 'after';

/** Which requests a fault strikes; all, unless limited. */
export interface FaultLimits {
  /** Names of operations, such as `PutItem`. */
  readonly operations?: readonly string[];
  /** Names of programs, as they were launched with (`sender`); requests of all others pass. */
  readonly senders?: readonly string[];
  /** The share of requests it strikes, above 0 to 1; drawn from the injected Randomness. */
  readonly share?: number;
  /** After so many requests it lifts itself. */
  readonly times?: number;
}

/** Faults that know HTTP and nothing of who speaks it. */
export type WireFault =
  /** `ms` of latency and up to `jitterMs` more, on the way there unless `leg` says otherwise. Adds up with others. */
  | {
      readonly kind: 'latency';
      readonly ms: number;
      readonly jitterMs?: number;
      readonly leg?: 'request' | 'answer';
    }
  /** A TCP reset; `after`: the request was carried out and its answer is lost. */
  | { readonly kind: 'reset'; readonly when: Moment }
  /** Accepted and never answered; `after` (default `before`): the request was carried out all the same. */
  | { readonly kind: 'blackhole'; readonly when?: Moment }
  /** The answer's body ends half-way and the connection with it, though its head promised more. */
  | { readonly kind: 'truncate' }
  /** The answer's body stops half-way; the connection stays open and silent. */
  | { readonly kind: 'stall' }
  /** The answer has status 200 and a body that is no JSON; the request was carried out. */
  | { readonly kind: 'garbage' };

/** Faults of the listener itself. They have no operations and no share. */
export type ListenerFault =
  /** New connections are refused; `existing` ones are kept unless it says `reset`. */
  | { readonly kind: 'refuse'; readonly existing?: 'keep' | 'reset' }
  /** Packets vanish: new connections are never established, existing ones fall silent. */
  | { readonly kind: 'unreachable' };

/** Faults of looking up the endpoint's name; connections that there are live on. */
export interface NameFault extends Pick<FaultLimits, 'share' | 'times'> {
  readonly kind: 'name';
  /** `silence`: the look-up is never answered. */
  readonly code: 'ENOTFOUND' | 'EAI_AGAIN' | 'silence';
}

/** A fault that is on. */
export interface ActiveFault extends AsyncDisposable {
  /** How many requests (connections, look-ups) it has struck; 0 for faults of the listener. */
  readonly hits: number;
  readonly active: boolean;
  /** Resolves when it is in effect: at once, but for `unreachable`. */
  readonly inEffect: Promise<void>;
  /** Takes it off; resolves when the listener is as it was before. Lifting twice does nothing. */
  lift(): Promise<void>;
}

/** A request as it came by, for those who watch. */
export interface SeenRequest {
  readonly operation: string | undefined;
  header(name: string): string | undefined;
}
