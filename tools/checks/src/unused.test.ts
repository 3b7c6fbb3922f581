import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { ROOT } from './root.ts';

it('no file, export or dependency is unused', () => {
  const knip = ['node_modules/knip/bin/knip.js', '--no-progress'];
  const { stdout, stderr } = spawnSync(process.execPath, knip, { cwd: ROOT, encoding: 'utf8' });
  expect((stdout + stderr).trim()).toBe('');
});
