import { describe, expect, it } from '@jest/globals';
import { compilePrograms } from './compile-programs.ts';
import { runTask } from './run-task.ts';
import type { ApplyTask, Site } from './types.ts';

const site = (region: string): Site => ({ endpoint: 'http://127.0.0.1:1', region, accessKey: 'none' });
const task: ApplyTask = {
  kind: 'apply',
  side: 'raw',
  source: site('us-east-1'),
  target: site('eu-central-1'),
  table: 'bench',
  warmUp: 1,
  count: 1,
  concurrency: 1,
};

describe('runTask', () => {
  it('says which measurement failed, and shows the last lines of its process', async () => {
    await using programs = await compilePrograms();
    await expect(runTask(task, programs.measure)).rejects.toMatchObject({
      code: 'UND_BENCH_MEASUREMENT_FAILED',
      message: expect.stringMatching(/Measuring raw failed[\s\S]*ECONNREFUSED/),
      details: { task },
    });
  });
});
