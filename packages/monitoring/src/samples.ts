/** From one sample to the next, and between evaluations, in seconds. */
export const SAMPLE_SECONDS = 30;
/** Samples of each series before the fault begins, and in all: 5 and 30 minutes. */
const BEFORE = 10;
const ALL = 61;

/** When faults begin, in seconds. */
export const FAULT_AT_SECONDS = BEFORE * SAMPLE_SECONDS;
/** When the samples end, in seconds. */
export const END_SECONDS = (ALL - 1) * SAMPLE_SECONDS;

/** Values of series in promtool's notation, from time 0 on. */
export const samples = {
  /** The same value all the time. */
  steady: (value: number): string => `${value}+0x${ALL - 1}`,
  /** `each` more with every sample. */
  growing: (each: number): string => `0+${each}x${ALL - 1}`,
  /** A timestamp that is now. */
  current: `0+${SAMPLE_SECONDS}x${ALL - 1}`,
  /** A timestamp that is now until the fault begins, and stays there. */
  frozen: `0+${SAMPLE_SECONDS}x${BEFORE - 1} ${(BEFORE - 1) * SAMPLE_SECONDS}+0x${ALL - BEFORE - 1}`,
  /** One value until the fault begins, and another one from then on. */
  becoming: (before: number, after: number): string =>
    `${before}+0x${BEFORE - 1} ${after}+0x${ALL - BEFORE - 1}`,
  /** A counter that begins to grow with the fault. */
  counting: (each: number): string => `0+0x${BEFORE - 1} ${each}+${each}x${ALL - BEFORE - 1}`,
  /** A series that ends with the fault. */
  ending: (value: number): string => `${value}+0x${BEFORE - 1} stale`,
  /** What the process can't know. */
  unknown: Array.from({ length: ALL }, () => 'NaN').join(' '),
} as const;
