import { expect, it } from '@jest/globals';
import { acceptProjects } from './accept-projects.mjs';
import { ROOT } from './machine.mjs';

it('npm run accept runs every project that has a script for it', () => {
  expect(acceptProjects(ROOT)).toEqual([
    '@understudy/api',
    '@understudy/backfill',
    '@understudy/bench',
    '@understudy/checks',
    '@understudy/cli',
    '@understudy/drill',
    '@understudy/drill-runner',
    '@understudy/failover-client',
    '@understudy/gateway',
    '@understudy/generator',
    '@understudy/haproxy-config',
    '@understudy/linode-provisioner',
    '@understudy/moves',
    '@understudy/mutants',
    '@understudy/orchestrator',
    '@understudy/outages',
    '@understudy/records',
    '@understudy/replicator',
    '@understudy/route',
    '@understudy/route-store',
    '@understudy/sandbox',
    '@understudy/scenario',
    '@understudy/simulation',
    '@understudy/simulator',
    '@understudy/topology',
    '@understudy/web',
  ]);
});
