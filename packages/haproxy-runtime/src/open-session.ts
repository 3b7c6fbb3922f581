import { limitTime, waitFor, type Clock, type Waited } from '@understudy/core';
import { HaproxyRuntimeError } from './errors.ts';
import type { HaproxyRuntimeOptions } from './options.ts';
import { joinServers } from './join-servers.ts';
import { parseInfo } from './parse-info.ts';
import { parseProcesses } from './parse-processes.ts';
import type {
  HaproxyFiles,
  HaproxyTransport,
  Processes,
  RunningServer,
  RunningState,
  SocketName,
} from './types.ts';

/** One HAProxy and the words it understands; what the steps are made of. */
export interface Session {
  readonly options: HaproxyRuntimeOptions;
  readonly files: HaproxyFiles;
  ask(socket: SocketName, command: string): Promise<string>;
  /** Sends a command whose answer is known, and refuses any other answer. */
  execute(command: string, expected?: RegExp): Promise<void>;
  servers(backend?: string): Promise<readonly RunningServer[]>;
  observe(): Promise<RunningState>;
  processes(): Promise<Processes>;
  until<T>(condition: () => Promise<T | undefined | false>, limitMs: number): Promise<Waited<T>>;
}

const QUIET = /^\s*$/;

export function openSession(
  transport: HaproxyTransport,
  options: HaproxyRuntimeOptions,
  clock: Clock,
): Session {
  const ask = async (socket: SocketName, command: string) => {
    const answer = await limitTime((signal) => transport.ask(socket, command, signal), {
      clock,
      limitMs: options.answerLimitMs,
    });
    if (answer.met) return answer.value;
    throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_UNREACHABLE', {
      what: `${JSON.stringify(command.slice(0, 60))} was not answered within ${options.answerLimitMs} ms.`,
      details: { socket },
    });
  };
  const servers = async (backend?: string) =>
    joinServers(
      await ask('stats', backend === undefined ? 'show servers state' : `show servers state ${backend}`),
      await ask('stats', backend === undefined ? 'show stat -1 4 -1' : `show stat ${backend} 4 -1`),
    );
  return {
    options,
    get files() {
      if (transport.files !== undefined) return transport.files;
      throw new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_NO_FILES', {
        what: 'This transport carries commands only.',
      });
    },
    ask,
    execute: async (command, expected = QUIET) => {
      const answer = await ask('stats', command);
      if (!expected.test(answer)) throw refusedCommand(command, answer);
    },
    servers,
    observe: async () => {
      const { pid, version } = parseInfo(await ask('stats', 'show info'));
      return { pid, version, servers: await servers() };
    },
    processes: async () => parseProcesses(await ask('master', 'show proc')),
    until: (condition, limitMs) => waitFor(condition, { clock, everyMs: options.lookEveryMs, limitMs }),
  };
}

export function refusedCommand(command: string, answer: string): HaproxyRuntimeError {
  return new HaproxyRuntimeError('UND_HAPROXY_RUNTIME_COMMAND_REFUSED', {
    what: `HAProxy answered ${JSON.stringify(command)} with ${JSON.stringify(answer.trim())}.`,
    details: { command, answer: answer.trim() },
  });
}
