import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { transform } from 'esbuild';
import { Project } from 'ts-morph';
import { listTargets } from './list-targets.ts';
import { plantMutants, type Planted } from './plant-mutants.ts';
import { plantTargets } from './plant-targets.ts';

function plant(text: string): Planted {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return plantMutants(project.createSourceFile('one.ts', text), 'one.ts', 1);
}

const changesOf = (text: string) =>
  plant(text).mutants.map(({ kind, from, to }) => `${kind}: ${from} → ${to}`);

/** What a function of the text returns with that mutant in effect; 0 is none. */
async function run(planted: Planted, mutant: number, ...given: readonly unknown[]): Promise<unknown> {
  const { code } = await transform(planted.text.replace('export ', ''), { loader: 'ts', format: 'esm' });
  const decide = runInNewContext(`${code}; decide`, { __mutant: (id: number) => id === mutant }) as (
    ...values: readonly unknown[]
  ) => unknown;
  return decide(...given);
}

describe('plantMutants', () => {
  it('weakens each side of an operand, and a bound by one, unless a time is compared', () => {
    expect(
      changesOf('export function decide(a: number, b: number) { if (a < b && b < 9) return 1; return 0; }'),
    ).toEqual([
      'operand: a < b && b < 9 → a < b',
      'operand: a < b && b < 9 → b < 9',
      'comparison: a < b → a <= b',
      'comparison: b < 9 → b <= 9',
    ]);
  });

  it('takes a condition that is not joined of several for true and for false', () => {
    expect(changesOf('export function decide(nowMs: number) { if (nowMs < 9) return 1; return 0; }')).toEqual(
      ['condition: nowMs < 9 → true', 'condition: nowMs < 9 → false'],
    );
  });

  it('has a comparison that is a value always hold, or never', () => {
    expect(changesOf('export const decide = (a: string) => a === "x";')).toEqual([
      'comparison: a === "x" → true',
      'comparison: a === "x" → false',
    ]);
  });

  it('leaves out calls for their effect, awaited or not, but no call that only tells something', () => {
    const text = `export async function decide(w: any) {
      await w.wait();
      w.note();
      w.telemetry.event('noted', { at: w.now > 3 });
      if (w.bad) throw new Error(w.many ? 'many' : 'one');
    }`;
    expect(changesOf(text)).toEqual([
      'call: await w.wait(); → ',
      'call: w.note(); → ',
      'condition: w.bad → true',
      'condition: w.bad → false',
    ]);
  });

  it('leaves out members of a request, parts of a transaction and operands of a condition', () => {
    const text = `export const decide = (key: string) => ({
      ConsistentRead: true,
      ConditionExpression: 'attribute_not_exists(#v) OR #v < :v',
      TransactItems: [{ Put: key }, ...more],
    });`;
    expect(changesOf(text)).toEqual([
      'request part: ConsistentRead: true → ',
      "request part: ConditionExpression: 'attribute_not_exists(#v) OR #v < :v' → ",
      "request part: 'attribute_not_exists(#v) OR #v < :v' → '#v < :v'",
      "request part: 'attribute_not_exists(#v) OR #v < :v' → 'attribute_not_exists(#v)'",
      'request part: { Put: key } → ',
    ]);
  });
});

describe('planted text', () => {
  it('changes nothing while no mutant is in effect, and only that one while one is', async () => {
    const planted = plant(
      'export function decide(a: number, b: number): string { if (a < b) return "less"; else return a === b ? "same" : "more"; }',
    );
    const idOf = (to: string) => planted.mutants.find((mutant) => mutant.to === to)?.id ?? -1;
    expect(await run(planted, 0, 1, 2)).toBe('less');
    expect(await run(planted, 0, 2, 2)).toBe('same');
    expect(await run(planted, idOf('a <= b'), 2, 2)).toBe('less');
    expect(await run(planted, idOf('true'), 3, 2)).toBe('less');
    expect(await run(planted, idOf('true'), 1, 2)).toBe('less');
  });

  it('gives each its own key, which lasts as long as its text does', () => {
    const text = 'export function decide(a: number) { f(a > 1); f(a > 1); }';
    const keys = plant(text).mutants.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(plant(`// moved\n\n${text}`).mutants.map(({ key }) => key)).toEqual(keys);
  });

  it('leaves every file that the protocol rests on a file that can be read', async () => {
    const { texts, mutants } = await plantTargets(await listTargets());
    for (const [file, text] of texts) await transform(text, { loader: 'ts', sourcefile: file });
    expect(new Set(mutants.map(({ key }) => key)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThan(1_000);
  });
});
