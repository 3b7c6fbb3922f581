import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrdersShell } from './test-support/open-orders-shell.ts';
import type { ServiceShell } from './test-support/open-service-shell.ts';

const LIMIT_MS = 240_000;

let shell: ServiceShell;
beforeAll(async () => {
  shell = await openOrdersShell();
}, LIMIT_MS);
afterAll(() => shell.close());

/** Types a command again until it succeeds: programs that were just started take their time. */
const until = (command: string) =>
  shell.type(`for i in $(seq 60); do ${command} > last.txt 2>&1 && break || sleep 1; done; cat last.txt`);

describe('a service whose programs run', () => {
  it(
    'is ready, is moved by its orchestrator, and by the command once that has stopped',
    async () => {
      await shell.type('understudy replicator run --port 0 > replicator.log 2>&1 & replicator=$!');
      await shell.type(
        'understudy orchestrator run --name orch-1 --port 0 > orchestrator.log 2>&1 & orchestrator=$!',
      );
      expect(await until('understudy readiness --now')).toMatch(/shop: ready: /);
      expect(await until('understudy doctor')).toMatch(/nothing needs action[^]*orch-1 leads/);
      expect(await shell.type('understudy observe')).toMatch(
        /us-east-1 +answering[^]*eu-central-1 +answering/,
      );

      const there = await shell.type(
        'understudy switchover eu-central-1 --confirm eu-central-1 --reason "new disks"',
      );
      expect(there).toMatch(
        /orch-1 leads the orchestrators[^]*eu-central-1 is the writer in epoch 2\.[^]*Verified/,
      );
      expect(await shell.type('understudy audit')).toMatch(/Asked for a switchover to eu-central-1/);

      await shell.type('kill $orchestrator; wait $orchestrator || true');
      const back = await shell.type('understudy switchover us-east-1 --confirm us-east-1');
      expect(back).toMatch(
        /No orchestrator leads: this command makes the move itself[^]*us-east-1 is the writer in epoch 3/,
      );
      expect(await shell.type('understudy history')).toMatch(
        /us-east-1[^]*understudy switchover by[^]*eu-central-1[^]*new disks/,
      );
      await shell.type('kill $replicator; wait $replicator || true');
    },
    LIMIT_MS,
  );
});
