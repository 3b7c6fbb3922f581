import type { OrchestratorState, RegionState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';
import type { Mark } from '../words/mark.ts';
import { regionMark } from './region-mark.ts';

/** One observer, and how it sees each target, in the order of the targets. */
export interface MatrixRow {
  readonly orchestrator: OrchestratorState;
  readonly sights: readonly Mark[];
  readonly reported: string;
}

const UNSEEN: Mark = { tone: 'idle', glyph: 'unknown', words: 'no report' };

/** Each observer that is declared against each region, also those that never reported: what is missing is shown as unknown. */
export function observerMatrix(
  orchestrators: readonly OrchestratorState[],
  targets: readonly Pick<RegionState, 'name' | 'observedBy'>[],
  atMs: number,
): readonly MatrixRow[] {
  return orchestrators.map((orchestrator) => ({
    orchestrator,
    sights: targets.map(({ observedBy }) =>
      sightOf(observedBy.find(({ observer }) => observer === orchestrator.name)),
    ),
    reported:
      orchestrator.reportedMs === undefined
        ? 'never'
        : `${durationWords(Math.max(0, atMs - orchestrator.reportedMs))} ago`,
  }));
}

function sightOf(seen: RegionState['observedBy'][number] | undefined): Mark {
  if (seen === undefined) return UNSEEN;
  const mark = regionMark(seen.look);
  if (!seen.fresh) return { tone: 'idle', glyph: 'unknown', words: `was: ${mark.words}` };
  return seen.abstains ? { tone: 'idle', glyph: 'off', words: `${mark.words}; abstains` } : mark;
}
