import type { OrchestratorState, ProgramState } from '@understudy/api-contract';
import type { Mark } from '../words/mark.ts';

const MARKS: Readonly<Record<OrchestratorState['state'], Mark>> = {
  leads: { tone: 'ok', glyph: 'ok', words: 'leads' },
  follows: { tone: 'ok', glyph: 'ok', words: 'follows' },
  abstains: { tone: 'warn', glyph: 'warn', words: 'abstains' },
  silent: { tone: 'bad', glyph: 'bad', words: 'silent' },
  unknown: { tone: 'idle', glyph: 'unknown', words: 'never reported' },
};

export function orchestratorMark({ state }: Pick<OrchestratorState, 'state'>): Mark {
  return MARKS[state];
}

const PROGRAMS: Readonly<Record<ProgramState['state'], Mark>> = {
  ready: { tone: 'ok', glyph: 'ok', words: 'ready' },
  'not-ready': { tone: 'warn', glyph: 'warn', words: 'not ready' },
  silent: { tone: 'bad', glyph: 'bad', words: 'does not answer' },
};

export function programMark({ state }: Pick<ProgramState, 'state'>): Mark {
  return PROGRAMS[state];
}
