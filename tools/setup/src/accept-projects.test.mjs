import { expect, it } from '@jest/globals';
import { acceptProjects } from './accept-projects.mjs';
import { ROOT } from './machine.mjs';

it('npm run accept runs every project that has a script for it', () => {
  expect(acceptProjects(ROOT)).toEqual([
    '@understudy/backfill',
    '@understudy/bench',
    '@understudy/cli',
    '@understudy/drill',
    '@understudy/failover-client',
    '@understudy/gateway',
    '@understudy/haproxy-config',
    '@understudy/linode-provisioner',
    '@understudy/replicator',
    '@understudy/simulator',
  ]);
});
