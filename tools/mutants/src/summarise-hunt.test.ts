import { describe, expect, it } from '@jest/globals';
import { hashOf, type KeptVerdict } from './kept-verdicts.ts';
import type { Mutant } from './mutant.ts';
import { renderMutantTable } from './render-mutant-table.ts';
import { summariseHunt } from './summarise-hunt.ts';

const mutant = (name: string, file: string): Mutant => ({
  id: 1,
  key: `${file} › decide › condition › ${name} → true`,
  file,
  line: 3,
  kind: 'condition',
  from: name,
  to: 'true',
  atLoad: false,
});

const A = 'packages/moves/src/a.ts';
const B = 'packages/route/src/b.ts';
const judged: readonly (readonly [Mutant, KeptVerdict | undefined])[] = [
  [mutant('one', A), 'history'],
  [mutant('two', A), 'test'],
  [mutant('three', B), 'seed'],
  [mutant('`four`', B), 'survived'],
  [mutant('five', B), 'survived'],
  [mutant('six', B), undefined],
];
const mutants = judged.map(([one]) => one);
const verdicts = new Map(
  judged.flatMap(([one, verdict]) => (verdict === undefined ? [] : [[hashOf(one), verdict] as const])),
);
const explained = [{ keys: [mutants[4]?.key ?? ''], because: 'It is quicker.' }];

describe('summariseHunt', () => {
  it('counts what finds the mutants of each file, what is explained, and what is not judged yet', () => {
    const { files, open } = summariseHunt(mutants, verdicts, explained);
    const none = { tests: 0, regions: 0, histories: 0, seeds: 0, explained: 0, open: 0, unjudged: 0 };
    expect(files).toEqual([
      { ...none, file: A, mutants: 2, histories: 1, tests: 1 },
      { ...none, file: B, mutants: 4, seeds: 1, explained: 1, open: 1, unjudged: 1 },
    ]);
    expect(open).toEqual([mutants[3]]);
  });

  it('is shown with a link to each open survivor, and with the reason of each explained one', () => {
    const text = renderMutantTable(summariseHunt(mutants, verdicts, explained), 'docs/reasoning');
    expect(text).toContain('| [route/b](../../packages/route/src/b.ts) | 4 |  |  |  | 1 | 1 | 1 | 1 |\n');
    expect(text).toContain('| all | 6 | 1 |  | 1 | 1 | 1 | 1 | 1 |\n');
    const [, open = '', reasons = ''] = text.split('\n## ');
    expect(open).toBe(
      'Open\n\n- [route/b](../../packages/route/src/b.ts), `` decide › condition › `four` → true ``\n',
    );
    expect(reasons).toContain(
      'It is quicker.\n\n- [route/b](../../packages/route/src/b.ts), `decide › condition › five',
    );
  });
});
