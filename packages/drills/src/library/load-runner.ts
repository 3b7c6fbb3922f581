import { DrillsError } from '../errors.ts';
import type { RunScenario } from './run-scenario.ts';

/**
 * The package that has the runner. It is not published: it needs the local cloud, and what it starts. So it is looked up when
 * a drill runs (docs/reasoning/decisions/0032-drills-run-in-a-checkout.md).
 */
const RUNNER = '@understudy/drill-runner';

/** @throws DrillsError `UND_DRILLS_LOCAL_CLOUD_MISSING` */
export async function loadRunner(name = RUNNER): Promise<RunScenario> {
  try {
    const { runScenario } = (await import(name)) as { readonly runScenario: RunScenario };
    return runScenario;
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    // Another package that is missing is a broken checkout, and no reason to look for one.
    if (!code.endsWith('MODULE_NOT_FOUND') || !message.includes(name)) throw cause;
    throw new DrillsError('UND_DRILLS_LOCAL_CLOUD_MISSING', { what: `${name} is not installed.`, cause });
  }
}
