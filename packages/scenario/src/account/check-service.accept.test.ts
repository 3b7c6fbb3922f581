import { existsSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@understudy/core';
import { openJournal } from '../journal/open-journal.ts';
import { openOperator } from '../moves/open-operator.ts';
import { announceConsole } from '../programs/announce-console.ts';
import { startPrograms } from '../programs/start-programs.ts';
import { OwnedResources } from '../run/owned-resources.ts';
import { Phases } from '../run/phases.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import { StepList } from '../run/step-list.ts';
import { loadCities } from '../service/load-cities.ts';
import type { City } from '../service/read-all-cities.ts';
import { startCloud } from '../service/start-cloud.ts';
import { imagineCities } from '../test-support/imagine-cities.ts';
import { openWorkload } from '../workload/open-workload.ts';
import { startTraffic } from '../workload/start-traffic.ts';
import { checkService } from './check-service.ts';
import { describeCheck } from './describe-check.ts';

const steps = StepList.from<ScenarioRun & { readonly cities: readonly City[] }>()
  .step('starting the local cloud', startCloud)
  .step('loading the cities', loadCities)
  .also(announceConsole)
  .also(startPrograms)
  .also(openOperator)
  .also(openJournal)
  .also(openWorkload)
  .step('traffic', startTraffic);

describe('a service under traffic', () => {
  it('is checked, shows the loss that was planted in it, and leaves nothing behind', async () => {
    const clock = systemClock();
    const beganMs = clock.monotonicMs();
    const elapsedMs = () => clock.monotonicMs() - beganMs;
    const said: string[] = [];
    const stopping = new AbortController();
    const resources = new OwnedResources((error) => said.push(String(error)));
    const say = (sentence: string) => void said.push(sentence);
    const run = {
      options: { items: 200, ratePerSecond: 20, seconds: 3, seed: 1, plantLoss: false },
      clock,
      signal: stopping.signal,
      elapsedMs,
      say,
      resources,
      phases: new Phases(elapsedMs, steps.titles),
      notes: {},
      cities: imagineCities(200),
    };
    const opened = { directory: '', pids: [] as readonly number[] };
    try {
      const context = await steps.run(run, { signal: stopping.signal, onBegin: say });
      opened.directory = context.cloud.directory;
      opened.pids = [context.replicator.pid, context.gateway.pid, context.boto3.pid];

      const sound = await checkService(context);
      expect(sound.comparison.differences).toEqual([]);
      const [identical, nothingLost] = describeCheck(sound);
      expect(identical).toMatch(/^Identical: 2\d\d items compared both ways\.$/);
      expect(nothingLost).toMatch(
        /^Nothing was lost silently: [1-9]\d* acknowledged writes? of [1-9]\d* items?; the ledger has 0 entries\.$/,
      );

      const lines = describeCheck(await checkService(context, { plantLoss: true }));
      const [, victim = 'none'] =
        /^Planted: (.*) was deleted/.exec(said.find((each) => each.startsWith('Planted')) ?? '') ?? [];
      expect(lines).toContain('LOST: 1 acknowledged write.');
      expect(lines.some((line) => line.endsWith(` ${victim}`))).toBe(true);
    } finally {
      stopping.abort(new Error('The test is over.'));
      await resources.close({ failed: false });
    }
    expect(opened.pids).toHaveLength(3);
    expect(existsSync(opened.directory)).toBe(false);
    for (const pid of opened.pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(said.filter((sentence) => sentence.includes('Error'))).toEqual([]);
  }, 120_000);
});
