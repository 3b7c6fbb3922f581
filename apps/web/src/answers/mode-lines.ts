import type { Mode, Snapshot } from '@understudy/api-contract';
import type { ModeLine } from '../app/mode-lines.tsx';
import { durationWords } from '../words/duration-words.ts';
import { clockWords } from '../words/clock-words.ts';

const TITLES: Readonly<Record<Mode['mode'], string>> = {
  frozen: 'Frozen: nothing moves by itself.',
  maintenance: 'In maintenance.',
  failsafe: 'Failsafe: the control store does not answer.',
  'automatic-off': 'Automatic failover is off.',
  'no-leader': 'No orchestrator leads.',
};

/** Modes that a page shows wherever it is. That failover is not automatic is a setting, which the rail says. */
export function modeLines({ modes, atMs }: Pick<Snapshot, 'modes' | 'atMs'>): readonly ModeLine[] {
  return modes
    .filter(({ mode }) => mode !== 'automatic-off')
    .map((mode) => ({
      id: `${mode.mode} ${mode.subject ?? ''}`,
      tone: mode.mode === 'failsafe' || mode.mode === 'no-leader' ? 'bad' : 'warn',
      glyph: mode.mode === 'failsafe' || mode.mode === 'no-leader' ? 'bad' : 'hold',
      title: TITLES[mode.mode],
      text: `${mode.what}${untilWords(mode, atMs)}`,
    }));
}

function untilWords({ untilMs, outlived }: Mode, atMs: number): string {
  if (untilMs === undefined) return '';
  if (outlived)
    return ` Its time was over at ${clockWords(untilMs)} UTC: it counts no more, and a person ends it.`;
  return ` Until ${clockWords(untilMs)} UTC, ${durationWords(untilMs - atMs)} from now.`;
}

/** What is said where the data is too old to act on, or the stream was lost. */
export function staleLine(
  freshness: 'old' | 'stale',
  age: string,
  asOfMs: number,
  why: string | undefined,
): ModeLine {
  const asOf = `Everything here is as it was at ${clockWords(asOfMs)} UTC.`;
  const reason = why === undefined ? '' : `${why} `;
  return freshness === 'stale'
    ? {
        id: 'stale',
        tone: 'bad',
        glyph: 'unknown',
        title: `No news for ${age}.`,
        text: `${reason}${asOf} Actions are off.`,
      }
    : { id: 'stale', tone: 'warn', glyph: 'warn', title: `News is ${age} old.`, text: `${reason}${asOf}` };
}
