import { DrillsError } from '../errors.ts';
import type { RunScenario } from './run-scenario.ts';

/**
 * The package that has the runner. It is not published: it needs the local cloud, and what it starts. So it is looked up when
 * a drill runs (docs/reasoning/decisions/0032-drills-run-in-a-checkout.md).
 */
const RUNNER: string = '@understudy/drill-runner';

/** @throws DrillsError `UND_DRILLS_LOCAL_CLOUD_MISSING` */
export async function loadRunner(): Promise<RunScenario> {
  try {
    const { runScenario } = (await import(RUNNER)) as { readonly runScenario: RunScenario };
    return runScenario;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new DrillsError('UND_DRILLS_LOCAL_CLOUD_MISSING', { what: `${RUNNER} is not installed.`, cause });
  }
}
