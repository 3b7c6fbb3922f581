import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

/** What each code of this package means, and what to do; `npm run generate -- error` adds to it. */
export const HAPROXY_RUNTIME_ERRORS = {
  UND_HAPROXY_RUNTIME_UNREACHABLE: {
    exit: 'refused',
    meaning: 'A socket of HAProxy, or the machine it runs on, does not answer.',
    remedy:
      'Check that HAProxy runs with -W and -S, that the socket is where it is looked for, and who may open it.',
  },
  UND_HAPROXY_RUNTIME_PROGRAM_MISSING: {
    exit: 'refused',
    meaning: 'A program that checks or reaches HAProxy is not installed on this machine, or not on the path.',
    remedy:
      'Install what the message names (Debian: `apt-get install haproxy openssh-client`), or add its folder to PATH.',
  },
  UND_HAPROXY_RUNTIME_COMMAND_REFUSED: {
    exit: 'refused',
    meaning: 'HAProxy refused a command; its words are in the message.',
    remedy: 'Look at what it says; the state can be observed and planned again at any time.',
  },
  UND_HAPROXY_RUNTIME_ANSWER_UNREADABLE: {
    meaning: 'HAProxy answered in a form that this version of Understudy does not know.',
    remedy: 'Use HAProxy 2.6 or newer, and report what it answered.',
  },
  UND_HAPROXY_RUNTIME_ARGUMENT_INVALID: {
    exit: 'usage',
    meaning: 'A name, an address or a setting of a server could not be one word of a command.',
    remedy: 'Take names and settings from a rendered configuration.',
  },
  UND_HAPROXY_RUNTIME_NO_FILES: {
    exit: 'usage',
    meaning: 'The way HAProxy is reached carries commands but no files, and this action needs a file.',
    remedy: 'Reach it on its own machine or through ssh.',
  },
  UND_HAPROXY_RUNTIME_FILE_FAILED: {
    meaning: 'A file could not be read or written on the machine of HAProxy.',
    remedy:
      'Check that the folder exists and who may write to it; nothing was put in the place of the old file.',
  },
  UND_HAPROXY_RUNTIME_CONFIG_REFUSED: {
    exit: 'refused',
    meaning: 'HAProxy itself refuses the configuration, or warns of it. Nothing was changed.',
    remedy: 'Look at what it says, and correct the topology.',
  },
  UND_HAPROXY_RUNTIME_RELOAD_FAILED: {
    exit: 'aborted',
    meaning:
      'No new worker took over with the new configuration. The old file is back, and the old worker serves.',
    remedy: 'Look at the log of HAProxy: most often a port is taken or a file can not be read.',
  },
  UND_HAPROXY_RUNTIME_SERVER_NOT_UP: {
    exit: 'refused',
    meaning:
      'A server that was added did not pass its checks in time. It was taken out again, and nothing else was changed.',
    remedy: "Look at the server's own health, and at whether HAProxy reaches its address.",
  },
  UND_HAPROXY_RUNTIME_SERVER_BUSY: {
    exit: 'refused',
    meaning: 'A server that is drained still has requests under way at the end of the time given.',
    remedy: 'Wait longer, or end them: remove it with force.',
  },
} as const satisfies ErrorCatalogue;

export type HaproxyRuntimeErrorCode = keyof typeof HAPROXY_RUNTIME_ERRORS;

export class HaproxyRuntimeError extends UnderstudyError<HaproxyRuntimeErrorCode> {
  constructor(code: HaproxyRuntimeErrorCode, facts: ErrorFacts) {
    super(code, HAPROXY_RUNTIME_ERRORS[code], facts);
  }
}
