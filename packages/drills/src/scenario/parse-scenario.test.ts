import { describe, expect, it } from '@jest/globals';
import type { DrillsError } from '../errors.ts';
import { SAMPLE, sampleScenario } from '../test-support/sample-scenario.ts';
import { parseScenario } from './parse-scenario.ts';

const problemsOf = (text: string): readonly string[] => {
  try {
    parseScenario(text, { name: 'mine', file: 'mine.yaml' });
  } catch (error) {
    const { code, details } = error as DrillsError;
    expect(code).toBe('UND_DRILLS_SCENARIO_INVALID');
    return (details['problems'] as readonly { readonly message: string }[]).map(({ message }) => message);
  }
  return [];
};

describe('parseScenario', () => {
  it('reads durations as milliseconds, and fills defaults in', () => {
    expect(sampleScenario()).toEqual({
      name: 'sample',
      title: 'The writer is killed',
      about: 'The writer is killed, and comes back.',
      load: { perSecond: 20, items: 200 },
      limits: 'local',
      steady: { for: 3_000, within: 60_000 },
      timeline: [{ do: 'kill-region', at: 0, after: 'start', region: 'writer', for: 1_500 }],
      watch: { for: 10_000, atMost: 90_000 },
      expect: {
        writer: 'moves',
        failedWrites: 2,
        withoutWrites: 8_000,
        missingAtPromotion: 5,
        mergedWithin: 30_000,
      },
      stopWhen: {},
      cleanUp: { switchBack: false },
    });
  });

  it.each([
    ['watch:', 'wach:', ['5:1 wach is unknown; expected watch perhaps', '1:1 watch is missing']],
    [
      'withoutWrites:',
      'withoutWrite:',
      ['9:3 expect.withoutWrite is unknown; expected withoutWrites perhaps'],
    ],
    ['for: 1.5s', 'fr: 1.5s', ['4:48 timeline[0].fr is unknown; expected for perhaps, one of do, at']],
    ['kill-region', 'kil-region', ['4:19 timeline[0].do is "kil-region"; expected kill-region perhaps']],
    [
      'region: writer',
      'region: witter',
      ['4:40 timeline[0].region is "witter"; expected one of writer, standby'],
    ],
    ['8s', '8', ['9:18 expect.withoutWrites is 8; expected a duration such as 500ms']],
    ['8s', '8h', ['9:18 expect.withoutWrites is "8h"; expected a duration such as 500ms']],
    ['failedWrites: 2', 'failedWrites: -1', ['8:17 expect.failedWrites is -1; expected at least 0']],
    ['  failedWrites: 2\n', '', ['expect.failedWrites is missing; expected a number']],
    ['writer: moves', 'writer: [moves]', ['7:11 expect.writer is a list of 1; expected one of moves, stays']],
  ])('refuses %s as %s, with the place and what is right', (from, to, expected) => {
    const problems = problemsOf(SAMPLE.replace(from, to));
    for (const each of expected) expect(problems.join('\n')).toContain(each);
  });

  it.each([
    ['title: "open', 'is not well-formed YAML'],
    ['a: &a 1\nb: *a', '2:4 the file has an alias'],
    ['a: 1\na: 1', 'is not well-formed'],
    ['', 'the file is empty; expected a mapping'],
    ['- 1', 'expected a mapping'],
  ])('refuses %j as a whole', (text, says) => {
    expect(problemsOf(text).join('\n')).toContain(says);
  });
});

describe('the relations of a scenario', () => {
  const stays = SAMPLE.replace('writer: moves', 'writer: stays').replace('  missingAtPromotion: 5\n', '');

  it('hold in the samples', () => {
    expect(problemsOf(stays)).toEqual([]);
  });

  it.each([
    [SAMPLE.replace('for: 1.5s', 'for: 11s'), 'timeline[0] ends after 11000 ms, later than the watch'],
    [
      SAMPLE.replace('{ for: 10s }', '{ for: 10s, atMost: 10s }'),
      'watch.atMost is not longer than watch.for',
    ],
    [
      stays.replace('at: 0s', 'at: 0s, after: promotion'),
      'timeline[0].after is promotion, which may never come',
    ],
    [`${stays}  missingAtPromotion: 5\n`, 'expect.missingAtPromotion is given where the writer stays'],
    [`${stays}cleanUp: { switchBack: true }\n`, 'cleanUp.switchBack is true where the writer stays'],
    [`${SAMPLE}stopWhen: { failedWrites: 2 }\n`, 'stopWhen.failedWrites is not above expect.failedWrites'],
    [
      `${SAMPLE}stopWhen: { withoutWrites: 8s }\n`,
      'stopWhen.withoutWrites is not above expect.withoutWrites',
    ],
  ])('are demanded (%#)', (text, says) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(says)]);
  });
});
