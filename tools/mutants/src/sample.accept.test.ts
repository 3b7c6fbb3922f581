import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listTargets } from './list-targets.ts';
import { plantTargets, type PlantedTargets } from './plant-targets.ts';
import { ROOT } from './root.ts';
import { bundleTests } from './tests/bundle-tests.ts';
import { KnownTests } from './tests/known-tests.ts';

interface Sampled {
  readonly key: string;
  /** The unit test that finds it soonest, as `CollectedTest` names it. */
  readonly test: string;
}

const SAMPLE = JSON.parse(
  await readFile(new URL('../sample.json', import.meta.url), 'utf8'),
) as readonly Sampled[];
const fileOf = (test: string) => test.split(' › ')[0] ?? '';

let folder: string;
let planted: PlantedTargets;
let tests: KnownTests;

beforeAll(async () => {
  const dist = join(ROOT, 'tools/mutants/dist');
  await mkdir(dist, { recursive: true });
  folder = await mkdtemp(join(dist, 'sample-'));
  planted = await plantTargets(await listTargets());
  const files = [...new Set(SAMPLE.map(({ test }) => ROOT + fileOf(test)))];
  const bundle = join(folder, 'tests.mjs');
  await bundleTests(bundle, files, planted.texts);
  tests = new KnownTests(bundle);
});

afterAll(async () => {
  tests.end();
  await rm(folder, { recursive: true, force: true });
});

describe('a sample of mutants', () => {
  const present = () => SAMPLE.filter(({ key }) => planted.mutants.some((mutant) => mutant.key === key));

  it('is nearly all of the present sources (tools/mutants/sample.json)', () => {
    expect(SAMPLE.length).toBeGreaterThanOrEqual(30);
    expect(present().length).toBeGreaterThan(SAMPLE.length * 0.75);
  });

  it('passes its tests while none is in effect', async () => {
    const failing: string[] = [];
    for (const test of new Set(SAMPLE.map((one) => one.test)))
      if (await tests.fails(test, 0)) failing.push(test);
    expect(failing).toEqual([]);
  });

  it('is found, each by its test', async () => {
    const survived: string[] = [];
    for (const { key, test } of present()) {
      const id = planted.mutants.find((mutant) => mutant.key === key)?.id ?? 0;
      if (!(await tests.fails(test, id))) survived.push(key);
    }
    expect(survived).toEqual([]);
  });
});
