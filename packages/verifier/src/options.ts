import { VerifierError } from './errors.ts';

/** How tables are compared. Whatever is unset has its default. */
export interface VerifyOptions {
  /** Parts of the key space that are read side by side, in each region; 1 to 1000. */
  readonly segments: number;
  /** How long in ms what differs is left alone before it counts: more than the links' lag. */
  readonly lagMs: number;
  /** Looks at a key that keeps changing before it is given up as unsettled; 2 to 100. */
  readonly looks: number;
  /** Read capacity units that may be consumed in a second, in each region; 0: as many as there are. */
  readonly unitsPerSecond: number;
  /**
   * Bytes of items, as DynamoDB counts them, that wait for their counterpart in memory; the oldest beyond it are looked
   * up by their keys. Two scans side by side need about 2 MB a segment.
   */
  readonly windowBytes: number;
  /** Keys that wait for a second look, past which scanning pauses. */
  readonly mostSuspects: number;
  /** Differences that a report lists; all are counted. */
  readonly listed: number;
}

export const defaultVerifyOptions: VerifyOptions = {
  segments: 4,
  lagMs: 5_000,
  looks: 5,
  unitsPerSecond: 0,
  windowBytes: 64_000_000,
  mostSuspects: 20_000,
  listed: 1_000,
};

const RANGES: Readonly<Record<keyof VerifyOptions, readonly [least: number, most: number]>> = {
  segments: [1, 1_000],
  lagMs: [0, 86_400_000],
  looks: [2, 100],
  unitsPerSecond: [0, 10_000_000],
  windowBytes: [1, 100_000_000_000],
  mostSuspects: [100, 10_000_000],
  listed: [0, 10_000_000],
};

/**
 * The options with their defaults.
 * @throws VerifierError `UND_VERIFIER_OPTIONS_INVALID`
 */
export function verifyOptions(given: Partial<VerifyOptions> = {}): VerifyOptions {
  const options: VerifyOptions = { ...defaultVerifyOptions, ...given };
  for (const [name, value] of Object.entries(options) as [keyof VerifyOptions, number][]) {
    const [least, most] = Object.hasOwn(RANGES, name) ? RANGES[name] : [1, 0];
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue;
    throw new VerifierError('UND_VERIFIER_OPTIONS_INVALID', {
      what:
        least > most
          ? `There is no option ${name}.`
          : `${name} is ${value}; expected a whole number from ${least} to ${most}.`,
      details: { option: name, value },
    });
  }
  return options;
}
