import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { nearestNames } from '@understudy/command-line';
import { DrillsError } from '../errors.ts';
import { parseScenario } from '../scenario/parse-scenario.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';
import { SCENARIOS_FOLDER } from './scenarios-folder.ts';

const FILE = 'scenario.yaml';

/**
 * A scenario by its name, or by the path of its scenario.yaml, which is what a word with a slash or with `.yaml` is.
 * @throws DrillsError `UND_DRILLS_SCENARIO_UNKNOWN`, `UND_DRILLS_SCENARIO_UNREADABLE`, `UND_DRILLS_SCENARIO_INVALID`
 */
export async function loadScenario(nameOrPath: string): Promise<Scenario> {
  if (nameOrPath.includes('/') || nameOrPath.endsWith('.yaml')) {
    const file = resolve(nameOrPath);
    return read(file, basename(dirname(file)), nameOrPath);
  }
  const names = await readdir(SCENARIOS_FOLDER);
  if (names.includes(nameOrPath)) {
    const file = join(SCENARIOS_FOLDER, nameOrPath, FILE);
    return read(file, nameOrPath, `${nameOrPath}/${FILE}`);
  }
  const [meant] = nearestNames(nameOrPath, names);
  throw new DrillsError('UND_DRILLS_SCENARIO_UNKNOWN', {
    what: `There is no scenario "${nameOrPath}"${meant === undefined ? '.' : `; ${meant} perhaps.`}`,
    details: { name: nameOrPath, names },
  });
}

async function read(path: string, name: string, file: string): Promise<Scenario> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new DrillsError('UND_DRILLS_SCENARIO_UNREADABLE', {
      what: `${file} can't be read (${code}).`,
      details: { file, code },
      cause,
    });
  });
  return parseScenario(text, { name, file });
}
