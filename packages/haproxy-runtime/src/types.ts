import type { ServerLine } from '@understudy/haproxy-config';

/** HAProxy's two sockets: the worker's runtime API and the master's. */
export type SocketName = 'stats' | 'master';

/** Files and programs on HAProxy's machine. */
export interface HaproxyFiles {
  /** The text, or nothing where there is no such file. */
  read(path: string): Promise<string | undefined>;
  /** Whole or not at all: written beside it, then renamed. */
  write(path: string, text: string): Promise<void>;
  /** Runs `program` with `args`. */
  run(program: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }>;
}

/** The way to one HAProxy. */
export interface HaproxyTransport {
  /**
   * Sends one command and gives the whole answer.
   * @throws HaproxyRuntimeError `UND_HAPROXY_RUNTIME_UNREACHABLE`
   */
  ask(socket: SocketName, command: string, signal?: AbortSignal): Promise<string>;
  /** Absent where only commands get through. */
  readonly files?: HaproxyFiles;
  close(): Promise<void>;
}

/** A server by its names. */
export interface ServerId {
  readonly backend: string;
  readonly name: string;
}

/** A server as the running HAProxy has it. */
export interface RunningServer extends ServerId {
  /** `10.0.0.1:8000`, `[::1]:8000` */
  readonly address: string;
  /** `starting`: up, with a share that still grows. `stopping`: down but for clients that stick to it. */
  readonly state: 'up' | 'starting' | 'stopping' | 'down';
  /** Taken out by hand: no request and no check reaches it. */
  readonly maintenance: boolean;
  /** Takes no new clients, because an operator or a program set it to drain. */
  readonly draining: boolean;
  readonly weight: number;
  /** Requests on it now. */
  readonly sessions: number;
  /** Requests that wait for it. */
  readonly queued: number;
  /** Requests it has answered, errors included, since the worker started. */
  readonly total: number;
  /** HAProxy's word for the last check, `L7OK`; empty before the first. */
  readonly check: string;
}

export interface Worker {
  readonly pid: number;
  readonly reloads: number;
}

/** What `show proc` says of the master and its workers. */
export interface Processes {
  readonly master: number;
  /** Reloads that did not start, where this version of HAProxy counts them. */
  readonly failedReloads?: number;
  readonly workers: readonly Worker[];
  readonly oldWorkers: readonly Worker[];
}

/** The running HAProxy at one moment. */
export interface RunningState {
  readonly pid: number;
  readonly version: string;
  readonly servers: readonly RunningServer[];
}

/** One change at run time. */
export type Step =
  | { readonly kind: 'add'; readonly server: ServerLine }
  | { readonly kind: 'remove'; readonly server: ServerId }
  | { readonly kind: 'weight'; readonly server: ServerId; readonly weight: number }
  | { readonly kind: 'maintenance'; readonly server: ServerId }
  | { readonly kind: 'ready'; readonly server: ServerId };

/** What leads from what runs to what is wanted. */
export interface Plan {
  /** In this order; what comes before a server's removal brings others up first. */
  readonly steps: readonly Step[];
  /** Why a reload has to follow the steps; absent where none has to. */
  readonly reload?: string;
}
