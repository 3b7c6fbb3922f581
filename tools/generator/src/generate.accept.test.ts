import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from './generate.ts';
import { LAG_PROBE } from './test-support/lag-probe.ts';
import { workspaceFor } from './test-support/workspace-for.ts';
import { temporaryWorkspace, type TemporaryWorkspace } from './testing/index.ts';
import type { Request } from './types.ts';

const SLOW_MS = 300_000;

let temporary: TemporaryWorkspace;
beforeAll(async () => {
  temporary = await temporaryWorkspace();
  await generate(LAG_PROBE, workspaceFor(temporary, LAG_PROBE, 'packages/lag-probe'));
}, SLOW_MS);

afterAll(() => temporary.remove(), SLOW_MS);

describe('a generated package in the workspace', () => {
  it(
    'lints, type-checks, builds and passes its tests, also with an error code',
    async () => {
      const request: Request = {
        kind: 'error',
        name: 'lag-probe',
        reason: 'SHARD_LOST',
        meaning: "A shard's iterator is gone.",
        remedy: 'Start the probe again.',
      };
      await generate(request, workspaceFor(temporary, request, 'packages/lag-probe'));
      const targets = [
        'run-many',
        '-t',
        'lint',
        'typecheck',
        'build',
        'test',
        '-p',
        '@understudy/lag-probe',
        '--outputStyle=static',
      ];
      const { code, output } = await temporary.run('.', 'nx', ...targets);
      expect(code === 0 ? '' : output).toBe('');
      const results = await readFile(join(temporary.root, 'test-results/@understudy/lag-probe.json'), 'utf8');
      expect(JSON.parse(results)).toMatchObject({ passed: 1, failed: 0, brokenSuites: 0 });
      expect(existsSync(join(temporary.root, 'packages/lag-probe/dist/index.d.ts'))).toBe(true);
      const formatted = await temporary.run(
        'packages/lag-probe',
        'prettier',
        '--check',
        '.',
        '--ignore-path',
        '/dev/null',
        '!dist',
      );
      expect(formatted).toMatchObject({ code: 0 });
      const imported = await temporary.run(
        'packages/lag-probe',
        'tsx',
        '--eval',
        'import { LagProbeError } from "@understudy/lag-probe"; console.log(new LagProbeError("UND_LAG_PROBE_SHARD_LOST", { what: "Shard 1 is gone." }).message);',
      );
      expect(imported.output).toContain('UND_LAG_PROBE_SHARD_LOST: Shard 1 is gone. Start the probe again.');
    },
    SLOW_MS,
  );
});
