import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EXIT_CODES } from '@understudy/core';
import { generate } from './generate.ts';
import { LAG_PROBE } from './test-support/lag-probe.ts';
import { workspaceFor } from './test-support/workspace-for.ts';
import { temporaryWorkspace, type TemporaryWorkspace } from './testing/index.ts';
import type { PackageRequest, Request, Workspace } from './types.ts';

const SLOW_MS = 300_000;
let temporary: TemporaryWorkspace;

beforeAll(async () => {
  temporary = await temporaryWorkspace();
}, SLOW_MS);

afterAll(() => temporary.remove(), SLOW_MS);

describe('a generated package', () => {
  it('has its standard files, and its reference', async () => {
    const written = await generate(LAG_PROBE, workspaceFor(temporary, LAG_PROBE, 'packages/lag-probe'));
    const folder = join(temporary.root, 'packages/lag-probe');
    expect((await readdir(folder, { recursive: true })).sort()).toEqual([
      'README.md',
      'eslint.config.mjs',
      'jest.config.mjs',
      'package.json',
      'src',
      'src/errors.test.ts',
      'src/errors.ts',
      'src/index.ts',
      'tsconfig.json',
      'tsconfig.lib.json',
      'tsconfig.spec.json',
    ]);
    expect(written).toHaveLength(10);
    const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({
      name: '@understudy/lag-probe',
      description: LAG_PROBE.description,
      nx: { tags: ['layer:model', 'plane:data', 'runtime:any'] },
    });
    expect(manifest).not.toHaveProperty('private');
    expect(await readFile(join(temporary.root, 'tsconfig.json'), 'utf8')).toContain('./packages/lag-probe');
    expect(await readFile(join(folder, 'tsconfig.lib.json'), 'utf8')).toContain('../core/tsconfig.lib.json');
  }, 300_000);
});

describe("a package that can't be generated", () => {
  it('is refused where there is one, and nothing is written', async () => {
    const again: PackageRequest = { ...LAG_PROBE, layer: 'test' };
    await expect(generate(again, workspaceFor(temporary, again, 'tools/lag-probe'))).rejects.toMatchObject({
      code: 'UND_GENERATOR_PACKAGE_EXISTS',
    });
    expect(existsSync(join(temporary.root, 'tools/lag-probe'))).toBe(false);
  });

  it('is removed again where the workspace can not take it in', async () => {
    const other: PackageRequest = { ...LAG_PROBE, name: 'other-probe' };
    const register = async () => {
      throw new Error('npm is out of order.');
    };
    const failure = generate(other, { root: temporary.root, register });
    await expect(failure).rejects.toMatchObject({
      code: 'UND_GENERATOR_REGISTRATION_FAILED',
      message: expect.stringContaining('out of order'),
    });
    expect(existsSync(join(temporary.root, 'packages/other-probe'))).toBe(false);
  });
});

describe('generate', () => {
  it('refuses a folder that is no workspace', async () => {
    const nowhere: Workspace = { root: join(temporary.root, 'packages'), register: async () => undefined };
    await expect(generate(LAG_PROBE, nowhere)).rejects.toMatchObject({
      code: 'UND_GENERATOR_WORKSPACE_INVALID',
    });
  });

  it('refuses a code for a package that does not exist', async () => {
    const request: Request = {
      kind: 'error',
      name: 'missing',
      reason: 'X',
      meaning: 'It is lost.',
      remedy: 'Find it again.',
    };
    await expect(generate(request, workspaceFor(temporary, request, ''))).rejects.toMatchObject({
      code: 'UND_GENERATOR_PACKAGE_UNKNOWN',
    });
  });
});

describe('npm run generate', () => {
  it('says what to write instead, and ends as wrong usage does', async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const args = ['--import', 'tsx', '-C', '@understudy/source', main, 'package', 'utils'];
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(process.execPath, args, (error, _stdout, text) =>
        resolve({ code: error?.code, stderr: text }),
      );
    });
    expect(code).toBe(EXIT_CODES.usage);
    expect(stderr).toMatch(/^UND_GENERATOR_NAME_INVALID: .*"utils".*\n +What to do: Packages: /);
  }, 120_000);
});
