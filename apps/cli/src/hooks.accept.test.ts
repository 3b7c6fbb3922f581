import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemClock, waitFor } from '@understudy/core';
import { openOrdersShell } from './test-support/open-orders-shell.ts';
import type { ServiceShell } from './test-support/open-service-shell.ts';

const LIMIT_MS = 300_000;
const clock = systemClock();

function orchestratorWithHooks(directory: string): object {
  const hook = `${directory}/hook.sh`;
  // The first attempt after the promotion hangs: its orchestrator is killed meanwhile.
  const script = `#!/bin/sh
echo "$UNDERSTUDY_STEP $UNDERSTUDY_ATTEMPT: $UNDERSTUDY_KIND $UNDERSTUDY_FROM > $UNDERSTUDY_TO, epoch $UNDERSTUDY_EPOCH" >> ${directory}/made.txt
test "$UNDERSTUDY_STEP $UNDERSTUDY_ATTEMPT" != "warm-cache 1" || sleep 600
`;
  writeFileSync(hook, script, { mode: 0o755 });
  return {
    observers: ['orch-1', 'orch-2'].map((name) => ({ name, place: 'here' })),
    hooks: [
      { name: 'stop-jobs', when: 'before-claim', command: [hook], required: true },
      { name: 'warm-cache', when: 'after-promotion', command: [hook], limitMs: 600_000, required: true },
    ],
  };
}

let shell: ServiceShell;
beforeAll(async () => {
  shell = await openOrdersShell(orchestratorWithHooks);
}, LIMIT_MS);
afterAll(() => shell.close());

const until = (command: string) =>
  shell.type(`for i in $(seq 60); do ${command} > last.txt 2>&1 && break || sleep 1; done; cat last.txt`);
const made = () => {
  const file = `${shell.directory}/made.txt`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

it(
  'makes a required hook again whose orchestrator was killed, and ends the move with it',
  async () => {
    await shell.type('understudy replicator run --port 0 > replicator.log 2>&1 & replicator=$!');
    for (const number of [1, 2])
      await shell.type(
        `understudy orchestrator run --name orch-${number} --port 0 > orch-${number}.log 2>&1 & orch_${number}=$!`,
      );
    expect(await until('understudy readiness --now')).toMatch(/shop: ready: /);
    await until(`understudy plan | grep -q 'leads)'`);
    await shell.type(
      'understudy switchover eu-central-1 --confirm eu-central-1 --timeout 4m > move.txt 2>&1 & move=$!',
    );
    const begun = await waitFor(() => made().length === 2, { clock, everyMs: 100, limitMs: 60_000 });
    expect(begun.met).toBe(true);

    const [, leader = ''] = /orch-(\d) \(leads\)/.exec(await until('understudy plan')) ?? [];
    await shell.type(`kill -9 $orch_${leader}`);
    await shell.type('wait $move; cat move.txt');
    expect(made()).toEqual([
      'stop-jobs 1: switchover us-east-1 > eu-central-1, epoch 2',
      'warm-cache 1: switchover us-east-1 > eu-central-1, epoch 2',
      'warm-cache 2: switchover us-east-1 > eu-central-1, epoch 2',
    ]);
    expect(await shell.type('cat move.txt')).toMatch(/Required step warm-cache: done/);
    expect(await until('understudy plan')).toMatch(/warm-cache +yes +done, 2 of 3/);
    expect(await until('understudy history')).toMatch(/Steps: warm-cache done/);
    expect(await until('understudy audit -o json')).toMatch(/warm-cache[^]*begins, attempt 2 of 3/);
    await shell.type('kill $replicator $orch_1 $orch_2 2>/dev/null || true');
  },
  LIMIT_MS,
);
