import type { MoveState, MoveStepState } from '@understudy/api-contract';
import type { GlyphName } from '../parts/glyph.tsx';
import { durationWords } from '../words/duration-words.ts';
import type { Tone } from '../words/mark.ts';

/** One step of a move as the timeline shows it. */
export interface StepView {
  readonly key: string;
  readonly title: string;
  readonly text: string;
  readonly place: 'done' | 'run' | 'next' | 'later' | 'failed' | 'skipped';
  readonly isGate: boolean;
  readonly tone: Tone;
  readonly glyph: GlyphName;
  /** `3.1 of 5 s`, `up to 5 s`, `3.4 s`. */
  readonly took: string;
  /** Of the step that runs, where both are known. */
  readonly meter?: { readonly elapsedMs: number; readonly limitMs: number };
  readonly attempts: string | undefined;
  readonly output: string | undefined;
}

const TITLES: Readonly<Record<string, string>> = {
  claim: 'Claim',
  fence: 'Fence the writer',
  wait: 'Wait for the leases',
  drain: 'Drain what can still be read',
  promote: 'Promote',
  verify: 'Verify',
};

/** The steps of a move in their order, at one time. */
export function moveStepsView(
  move: Pick<MoveState, 'steps' | 'to' | 'running'>,
  nowMs: number,
): readonly StepView[] {
  const first = move.steps.findIndex(({ state }) => state === 'waiting');
  const hasRunning = move.steps.some(({ state }) => state === 'running');
  return move.steps.map((step, index) => {
    const place = placeOf(step, index === first, hasRunning);
    const elapsedMs = elapsedOf(step, nowMs);
    return {
      key: `${step.kind} ${step.name}`,
      title: titleOf(step, move.to, place),
      text: step.what,
      place,
      isGate: step.pointOfNoReturn,
      ...shapeOf(place, step.pointOfNoReturn),
      took: tookWords(place, elapsedMs, step.limitMs),
      ...(place === 'run' && elapsedMs !== undefined && step.limitMs !== undefined
        ? { meter: { elapsedMs, limitMs: step.limitMs } }
        : {}),
      attempts: attemptWords(step),
      output: step.output,
    };
  });
}

function placeOf({ state }: MoveStepState, isFirstWaiting: boolean, hasRunning: boolean): StepView['place'] {
  if (state === 'done' || state === 'failed' || state === 'skipped') return state;
  if (state === 'running') return 'run';
  return isFirstWaiting && hasRunning ? 'next' : 'later';
}

function titleOf({ name, kind }: MoveStepState, to: string, place: StepView['place']): string {
  const title =
    kind === 'protocol' ? (TITLES[name] ?? name) : `${kind === 'hook' ? 'Hook' : 'DNS record'} ${name}`;
  const whole = name === 'promote' && kind === 'protocol' ? `${title} ${to}` : title;
  return place === 'next' ? `Next: ${whole[0]?.toLowerCase() ?? ''}${whole.slice(1)}` : whole;
}

function elapsedOf({ begunMs, endedMs }: MoveStepState, nowMs: number): number | undefined {
  return begunMs === undefined ? undefined : Math.max(0, (endedMs ?? nowMs) - begunMs);
}

function tookWords(
  place: StepView['place'],
  elapsedMs: number | undefined,
  limitMs: number | undefined,
): string {
  if (place === 'next' || place === 'later')
    return limitMs === undefined ? '' : `up to ${durationWords(limitMs)}`;
  if (place === 'skipped') return 'skipped';
  const elapsed = elapsedMs === undefined ? 'time not known' : durationWords(elapsedMs);
  return place === 'run' && limitMs !== undefined ? `${elapsed} of ${durationWords(limitMs)}` : elapsed;
}

function attemptWords({ attempt, attempts, by, required }: MoveStepState): string | undefined {
  const parts = [
    ...(attempt !== undefined && attempt > 1
      ? [`attempt ${attempt}${attempts === undefined ? '' : ` of ${attempts}`}`]
      : []),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(required === false ? ['does not decide the outcome'] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function shapeOf(
  place: StepView['place'],
  isGate: boolean,
): { readonly tone: Tone; readonly glyph: GlyphName } {
  switch (place) {
    case 'done':
      return { tone: 'ok', glyph: 'ok' };
    case 'run':
      return { tone: 'go', glyph: 'run' };
    case 'failed':
      return { tone: 'bad', glyph: 'bad' };
    case 'skipped':
      return { tone: 'idle', glyph: 'off' };
    case 'next':
    case 'later':
      return { tone: 'idle', glyph: isGate ? 'gate' : 'next' };
  }
}
