import { systemClock, systemRandomness, type Clock, type Randomness } from '@understudy/core';
import { SandboxError } from './errors.ts';
import type { ListenOptions } from './proxy/open-listener.ts';

export interface RegionOptions {
  /** How long a process may take until it answers. Default 30,000 ms. */
  readonly startLimitMs?: number;
  /** Java's heap, in megabytes. Default 256. */
  readonly heapMb?: number;
  /** The directory in which the databases' directory is made. Default /dev/shm where it has 512 MB free, else the temporary one. */
  readonly storage?: string;
  /** Java to run. Default JAVA_HOME's, else the first in PATH. */
  readonly java?: string;
  readonly clock?: Clock;
  readonly randomness?: Randomness;
}

export interface StartRegionOptions extends RegionOptions {
  /** Where its proxy listens; what is left out is chosen free. */
  readonly listen?: ListenOptions;
}

export interface LocalCloudOptions extends RegionOptions {
  /** Names of the data regions, each once. */
  readonly regions: readonly string[];
  /** Name of one more region, for the control record. */
  readonly witness?: string;
  /** Where the proxies listen, by region; what is left out is chosen free. */
  readonly listen?: Readonly<Record<string, ListenOptions>>;
}

/** Options with nothing left open. */
export interface Settings {
  readonly startLimitMs: number;
  readonly heapMb: number;
  readonly storage: string | undefined;
  readonly java: string | undefined;
  /** The socket of a keeper, where regions may run on servers that are lent. */
  readonly keeper?: string | undefined;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** @throws SandboxError UND_SANDBOX_OPTION_INVALID, UND_SANDBOX_PLATFORM_UNSUPPORTED */
export function resolveOptions(options: RegionOptions): Settings {
  if (process.platform === 'win32') {
    throw new SandboxError('UND_SANDBOX_PLATFORM_UNSUPPORTED', {
      what: 'the local cloud does not run on Windows.',
    });
  }
  const { startLimitMs = 30_000, heapMb = 256 } = options;
  demand(startLimitMs > 0, 'startLimitMs', startLimitMs, 'a number of milliseconds above 0');
  demand(
    Number.isSafeInteger(heapMb) && heapMb >= 64,
    'heapMb',
    heapMb,
    'a whole number of megabytes from 64',
  );
  return {
    startLimitMs,
    heapMb,
    storage: options.storage,
    java: options.java,
    clock: options.clock ?? systemClock(),
    randomness: options.randomness ?? systemRandomness,
  };
}

const REGION_NAME = /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/;

/** @throws SandboxError UND_SANDBOX_OPTION_INVALID */
export function checkNames(names: readonly string[]): void {
  demand(names.length > 0, 'regions', names, 'at least one name');
  for (const name of names) demand(REGION_NAME.test(name), 'regions', name, "names such as 'us-east-1'");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  demand(twice === undefined, 'regions', twice, 'names that differ, the witness from the rest too');
}

function demand(holds: boolean, option: string, value: unknown, expected: string): void {
  if (holds) return;
  throw new SandboxError('UND_SANDBOX_OPTION_INVALID', {
    what: `${option} is ${JSON.stringify(value)}, but should be ${expected}.`,
    details: { option, value },
  });
}
