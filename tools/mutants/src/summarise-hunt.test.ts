import { describe, expect, it } from '@jest/globals';
import { describeHunt } from './describe-hunt.ts';
import type { Mutant } from './mutant.ts';
import { summariseHunt } from './summarise-hunt.ts';
import type { Verdict } from './verdict.ts';

const mutant = (key: string, file: string): Mutant => ({
  id: 1,
  key,
  file,
  line: 3,
  kind: 'condition',
  from: 'a',
  to: 'true',
  atLoad: false,
});
const found = (by: 'history' | 'test' | 'seed'): Verdict => ({ outcome: 'found', by, name: 'x' });

const judged = [
  { mutant: mutant('one', 'packages/moves/src/a.ts'), verdict: found('history') },
  { mutant: mutant('two', 'packages/moves/src/a.ts'), verdict: found('test') },
  { mutant: mutant('three', 'packages/route/src/b.ts'), verdict: found('seed') },
  { mutant: mutant('four', 'packages/route/src/b.ts'), verdict: { outcome: 'survived', reached: true } },
  { mutant: mutant('five', 'packages/route/src/b.ts'), verdict: { outcome: 'survived', reached: false } },
] as const;

describe('summariseHunt', () => {
  it('counts what found the mutants of each package, and what is explained', () => {
    const { packages, unexplained } = summariseHunt(judged, [{ key: 'four', because: 'It is quicker.' }]);
    expect(packages).toEqual([
      { name: 'moves', mutants: 2, histories: 1, tests: 1, seeds: 0, explained: 0, unexplained: 0 },
      { name: 'route', mutants: 3, histories: 0, tests: 0, seeds: 1, explained: 1, unexplained: 1 },
    ]);
    expect(unexplained.map(({ mutant: { key } }) => key)).toEqual(['five']);
  });

  it('is shown with the place of each unexplained survivor', () => {
    const text = describeHunt(summariseHunt(judged, []));
    expect(text).toContain('| route | 3 | 0 | 0 | 1 | 0 | 2 |');
    expect(text).toContain('packages/route/src/b.ts:3 four\n');
    expect(text).toContain('packages/route/src/b.ts:3 (reached by nothing) five\n');
  });
});
