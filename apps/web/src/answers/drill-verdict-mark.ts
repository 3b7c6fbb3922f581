import type { Mark } from '../words/mark.ts';

/** The verdict of a drill as its report has it. A word that is not known is shown as it is, without a tone. */
export function drillVerdictMark(verdict: string): Mark {
  if (verdict === 'passed') return { tone: 'ok', glyph: 'ok', words: 'passed' };
  if (verdict === 'failed') return { tone: 'bad', glyph: 'bad', words: 'failed' };
  return { tone: 'idle', glyph: 'unknown', words: verdict };
}
