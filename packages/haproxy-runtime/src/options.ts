/** Where things are on HAProxy's machine, and how long is waited. Times in milliseconds. */
export interface HaproxyRuntimeOptions {
  readonly configFile: string;
  /** As in `host.stateFile` of the rendered configuration. */
  readonly stateFile: string;
  readonly program: string;
  /** For one answer of a socket. */
  readonly answerLimitMs: number;
  /** For a server that was added to pass its checks. */
  readonly upLimitMs: number;
  /** For the requests on a drained server to end. */
  readonly drainLimitMs: number;
  /** For a new worker to take over. */
  readonly reloadLimitMs: number;
  /** Between two looks at something that is waited for. */
  readonly lookEveryMs: number;
}

export const defaultRuntimeOptions: HaproxyRuntimeOptions = {
  configFile: '/etc/haproxy/haproxy.cfg',
  stateFile: '/var/lib/haproxy/server-state',
  program: 'haproxy',
  answerLimitMs: 5000,
  upLimitMs: 60_000,
  drainLimitMs: 60_000,
  reloadLimitMs: 15_000,
  lookEveryMs: 50,
};
