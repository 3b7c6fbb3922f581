import { describe, expect, it } from '@jest/globals';
import { EXPLAINED } from './explained.ts';
import { listTargets } from './list-targets.ts';
import { plantTargets } from './plant-targets.ts';
import { staleExplanations } from './stale-explanations.ts';

describe('the explained survivors', () => {
  it('are mutants of the present sources, each once and with its reason', async () => {
    const { mutants } = await plantTargets(await listTargets());
    expect(staleExplanations(EXPLAINED, mutants)).toEqual([]);
    const keys = EXPLAINED.flatMap((explanation) => explanation.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { because } of EXPLAINED) expect(because).toMatch(/^[A-Z].{15,}\.$/);
  });

  it('are reported where the sources have them no longer', () => {
    expect(staleExplanations([{ keys: ['gone'], because: 'It was there.' }], [])).toEqual(['gone']);
  });
});
