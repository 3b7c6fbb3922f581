import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MutantsError } from '../errors.ts';
import { ROOT } from '../root.ts';

const FILE = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface TestReach {
  readonly testPath: string;
  readonly ms: number;
  readonly reached: readonly number[];
}

interface Ran {
  readonly ended: 'passed' | 'failed' | 'hang';
  /** The first file that failed. */
  readonly failed: string | undefined;
}

/** The unit tests over planted sources, one Jest for each question. */
export class UnitTests {
  readonly #folder: string;
  readonly #config: string;
  #asked = 0;

  /** @param folder for its files; the caller removes it */
  constructor(folder: string) {
    this.#folder = folder;
    this.#config = join(folder, 'jest.config.json');
  }

  /** @param texts planted texts by path from the root */
  async prepare(texts: ReadonlyMap<string, string>): Promise<void> {
    const planted = join(this.#folder, 'planted.json');
    await writeFile(planted, JSON.stringify([...texts].map(([file, text]) => [ROOT + file, text])));
    const { default: preset } = (await import(`${ROOT}jest.preset.mjs`)) as { default: Preset };
    const [, swc] = preset.transform['^.+\\.ts$'];
    await writeFile(
      this.#config,
      JSON.stringify({
        ...preset,
        rootDir: ROOT,
        roots: [join(ROOT, 'packages')],
        globalSetup: undefined,
        reporters: undefined,
        setupFiles: [...preset.setupFiles, FILE('jest-switch.mjs')],
        setupFilesAfterEnv: [FILE('jest-reach.mjs')],
        transform: { '^.+\\.ts$': [FILE('jest-transform.mjs'), { planted, swc }] },
      }),
    );
  }

  /**
   * Runs all of them without a mutant. @returns what each file reaches, and how long it takes
   * @throws MutantsError UND_MUTANTS_TESTS_FAIL where one fails as it is
   */
  async reach(files: readonly string[], limitMs: number): Promise<readonly TestReach[]> {
    const told = join(this.#folder, 'reach.jsonl');
    await writeFile(told, '');
    const { ended, failed } = await this.#run(files, { UNDERSTUDY_MUTANT_REACH: told }, limitMs);
    if (ended !== 'passed') {
      throw new MutantsError('UND_MUTANTS_TESTS_FAIL', {
        what: `Without any mutant ${failed ?? 'a test'} ${ended === 'hang' ? 'does not end' : 'fails'}.`,
        details: { failed },
      });
    }
    const lines = (await readFile(told, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as TestReach);
  }

  /** The first of these files that fails with the mutant, 'hang', or nothing. */
  async try(mutant: number, files: readonly string[], limitMs: number): Promise<string | undefined> {
    const { ended, failed } = await this.#run(files, { UNDERSTUDY_MUTANT: String(mutant) }, limitMs);
    if (ended === 'passed') return undefined;
    return ended === 'hang' ? 'hang' : (failed ?? 'a test').replace(ROOT, '');
  }

  async #run(files: readonly string[], env: Readonly<Record<string, string>>, limitMs: number): Promise<Ran> {
    this.#asked += 1;
    const out = join(this.#folder, `jest-${this.#asked}.json`);
    const args = [
      '-c',
      this.#config,
      '-i',
      '--bail',
      '--json',
      '--outputFile',
      out,
      '--runTestsByPath',
      ...files,
    ];
    const ended = await new Promise<Ran['ended']>((resolve) => {
      execFile(
        process.execPath,
        ['--experimental-vm-modules', '--no-warnings', `${ROOT}node_modules/jest/bin/jest.js`, ...args],
        {
          cwd: ROOT,
          env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
          timeout: limitMs,
          killSignal: 'SIGKILL',
          maxBuffer: 64 * 1024 * 1024,
        },
        (error) => resolve(error === null ? 'passed' : error.killed === true ? 'hang' : 'failed'),
      );
    });
    const told = await readFile(out, 'utf8').catch(() => '{"testResults":[]}');
    const { testResults } = JSON.parse(told) as { testResults: { status: string; name: string }[] };
    return { ended, failed: testResults.find(({ status }) => status === 'failed')?.name };
  }
}

interface Preset {
  readonly transform: { readonly '^.+\\.ts$': readonly [string, object] };
  readonly setupFiles: readonly string[];
}
