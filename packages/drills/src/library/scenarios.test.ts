import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EVENT_SCHEMAS } from '../scenario/event-schema.ts';
import { SAMPLE } from '../test-support/sample-scenario.ts';
import { listScenarios } from './list-scenarios.ts';
import { loadRunner } from './load-runner.ts';
import { loadScenario } from './load-scenario.ts';

describe('the scenarios of this package', () => {
  it('are valid, differ in their titles, and use every event', async () => {
    const scenarios = await listScenarios();
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length);
    const used = new Set(scenarios.flatMap(({ timeline }) => timeline.map((event) => event.do)));
    expect([...used].sort()).toEqual(EVENT_SCHEMAS.map((schema) => schema.shape.do.value).sort());
  });
});

describe('loadScenario', () => {
  it('takes a name, and suggests one for a name that is unknown', async () => {
    expect(await loadScenario('writer-killed')).toMatchObject({ name: 'writer-killed' });
    await expect(loadScenario('writer-kiled')).rejects.toMatchObject({
      code: 'UND_DRILLS_SCENARIO_UNKNOWN',
      what: expect.stringContaining('writer-killed perhaps') as unknown,
    });
  });

  it('takes the path of a file, whose folder is its name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'understudy-drills-'));
    const file = join(folder, 'scenario.yaml');
    await expect(loadScenario(file)).rejects.toMatchObject({ code: 'UND_DRILLS_SCENARIO_UNREADABLE' });
    await writeFile(file, SAMPLE);
    expect(folder).toContain((await loadScenario(file)).name);
    await rm(folder, { recursive: true });
  });
});

it('a runner that is not installed is a refusal with a way out', async () => {
  await expect(loadRunner('@understudy/no-such-runner')).rejects.toMatchObject({
    code: 'UND_DRILLS_LOCAL_CLOUD_MISSING',
    exit: 'refused',
  });
});
