import { describeEvent } from '../scenario/describe-event.ts';
import type { DrillEvent } from '../scenario/event-schema.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { durationText } from './duration-text.ts';

/** A scenario in words, in lines of at most `columns`. */
export function renderScenario(scenario: Scenario, columns: number): string {
  const { name, title, about, load, steady, timeline, watch, expect, stopWhen, cleanUp } = scenario;
  const section = (heading: string, lines: readonly string[]) => [
    '',
    heading,
    ...lines.map((line) => `  ${line}`),
  ];
  return [
    `${name}: ${title}`,
    '',
    ...wrap(about, columns),
    ...section('Before', [
      `${String(load.perSecond)} requests per second; everything is well for ${durationText(steady.for)}, within ${durationText(steady.within)}`,
    ]),
    ...section(`Timeline, watched for ${durationText(watch.for)}`, timeline.map(eventLine)),
    ...section('What must hold', [
      `the writer ${expect.writer === 'moves' ? 'moves once' : 'stays'}`,
      'no acknowledged write is lost, and both regions are equal at the end',
      `at most ${String(expect.failedWrites)} failed writes`,
      `at most ${durationText(expect.withoutWrites)} without an acknowledged write`,
      ...(expect.missingAtPromotion === undefined
        ? []
        : [`at most ${String(expect.missingAtPromotion)} acknowledged writes missing at the promotion`]),
      ...(expect.mergedWithin === undefined
        ? []
        : [`everything merged within ${durationText(expect.mergedWithin)} of the clean-up`]),
    ]),
    ...section('Stops early', [
      'where it is never in a steady state',
      ...(stopWhen.failedWrites === undefined
        ? []
        : [`at more than ${String(stopWhen.failedWrites)} failed writes`]),
      ...(stopWhen.withoutWrites === undefined
        ? []
        : [`after ${durationText(stopWhen.withoutWrites)} without an acknowledged write`]),
    ]),
    ...section('Clean-up', [
      'every fault is lifted, and killed regions are restarted',
      ...(cleanUp.switchBack ? ['the writer is switched back'] : []),
    ]),
  ].join('\n');
}

const ANCHORS: Readonly<Record<DrillEvent['after'], string>> = {
  start: '',
  claim: ' after the claim of a move',
  fenced: ' after the fences of a move are set',
  waited: ' after the wait of a move',
  drained: ' after the links of a move are drained',
  promotion: ' after the promotion',
};

function eventLine(event: DrillEvent): string {
  const lasts = 'for' in event && event.for !== undefined ? `, for ${durationText(event.for)}` : '';
  return `${durationText(event.at)}${ANCHORS[event.after]}: ${describeEvent(event)}${lasts}`;
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
