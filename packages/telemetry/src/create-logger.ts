import { systemClock, type Clock } from '@understudy/core';
import { pino } from 'pino';
import { eventLevel, type LogLevel } from './event-level.ts';
import { plainFacts } from './plain-facts.ts';
import { renderText } from './render-text.ts';

export type Facts = Readonly<Record<string, unknown>>;

/** Where lines go, each with its line break; `process.stdout`, for example. */
export interface LogDestination {
  write(line: string): unknown;
}

export interface LoggerOptions {
  /** The program, as each line shows it: `replicator`. */
  readonly name: string;
  /** The lowest level that is written; `info` unless given. */
  readonly level?: LogLevel;
  /** `json`: one object a line, for machines; `text`: for people. `json` unless given. */
  readonly format?: 'json' | 'text';
  /** Standard output unless given. */
  readonly destination?: LogDestination;
  /** Labels the lines; the machine's own unless given. */
  readonly clock?: Pick<Clock, 'wallMs'>;
  /** Levels of events that their names do not tell (`eventLevel`). */
  readonly levels?: Readonly<Record<string, LogLevel>>;
}

/**
 * Writes one line for each event: `level`, `time` (ISO 8601), `name`, `event`, and the facts. Secrets are redacted in facts of any
 * depth, errors are described with code, message, remedy and causes. Functions may be passed on without their object.
 */
export interface Logger {
  readonly level: LogLevel;
  /** At the level that the event's name says. */
  readonly event: (name: string, facts?: Facts) => void;
  readonly debug: (event: string, facts?: Facts) => void;
  readonly info: (event: string, facts?: Facts) => void;
  readonly warn: (event: string, facts?: Facts) => void;
  readonly error: (event: string, facts?: Facts) => void;
  /** A logger whose lines carry these facts too. */
  readonly with: (facts: Facts) => Logger;
}

/** Keys that each line has itself; facts of such a name get `fact_` before it. */
const RESERVED = ['level', 'time', 'name', 'event'];

/** @see Logger */
export function createLogger({
  name,
  level = 'info',
  format = 'json',
  destination = process.stdout,
  clock = systemClock(),
  levels = {},
}: LoggerOptions): Logger {
  const sink =
    format === 'json' ? destination : { write: (line: string) => destination.write(renderText(line)) };
  const log = pino(
    {
      level,
      base: { name },
      timestamp: () => `,"time":"${new Date(clock.wallMs()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  );
  const open = (bound: Facts): Logger => {
    const write = (at: LogLevel, event: string, facts: Facts = {}) => {
      if (log.isLevelEnabled(at)) log[at]({ event, ...nameApart(plainFacts({ ...bound, ...facts })) });
    };
    const at = (fixed: LogLevel) => (event: string, facts?: Facts) => {
      write(fixed, event, facts);
    };
    return {
      level,
      event: (event, facts) => {
        write(levels[event] ?? eventLevel(event), event, facts);
      },
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      with: (facts) => open({ ...bound, ...facts }),
    };
  };
  return open({});
}

function nameApart(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [RESERVED.includes(key) ? `fact_${key}` : key, value]),
  );
}
