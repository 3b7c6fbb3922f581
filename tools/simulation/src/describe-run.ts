import type { SimOptions } from './options.ts';
import type { SeedsPlayed } from './run-seeds.ts';
import type { Violation } from './types.ts';
import { WANTED } from './missing-coverage.ts';

export interface RunFacts {
  readonly options: SimOptions;
  readonly played: SeedsPlayed;
  readonly coverage: ReadonlyMap<string, number>;
  readonly tookMs: number;
  readonly missing: readonly string[];
  readonly keptBroken: readonly string[];
}

/** What a run found, for people. */
export function describeRun({ options, played, coverage, tookMs, missing, keptBroken }: RunFacts): string {
  const perSecond = (played.played / Math.max(1, tookMs)) * 1_000;
  const lines = [
    'Seen, and how often:',
    ...WANTED.map((what) => `${String(coverage.get(what) ?? 0).padStart(10)}  ${what}`),
    '',
    ...(missing.length === 0
      ? []
      : [`Not seen in ${played.played} seeds, and a run must see it: ${missing.join('; ')}.`]),
    ...keptBroken,
    ...played.broken.map(({ seed, property, what }) => `seed ${seed}: property ${property}: ${what}`),
    `${played.played} seeds from ${options.from} on, ${perSecond.toFixed(1)} a second in ${options.processes} processes: ${played.broken.length === 0 ? 'all properties hold' : `${played.broken.length} broken`}.`,
  ];
  return `${lines.join('\n')}\n`;
}

export function describeViolations(violations: readonly Violation[]): string {
  return violations
    .map(({ property, atMs, what }) => `property ${property} is broken at ${atMs.toFixed(0)} ms: ${what}\n`)
    .join('');
}
