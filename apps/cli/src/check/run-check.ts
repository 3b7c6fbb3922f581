import type { CommandContext } from '@understudy/command-line';
import { checkIdentity, checkService, loadTopology, openService, PATIENT_CLIENTS } from '@understudy/service';
import { CliError } from '../errors.ts';
import { renderChecks } from './render-checks.ts';

export interface CheckInput {
  readonly file: string;
  readonly options: { readonly all: boolean };
}

/**
 * Checks the service and shows what it found.
 * @throws CliError `UND_CLI_NOT_READY` where a check failed; ServiceError
 * `UND_SERVICE_REGIONS_SWAPPED`, `UND_SERVICE_NOT_AUTHENTICATED`; ServiceError and TopologyError for the file
 */
export async function runCheck({ file, options }: CheckInput, context: CommandContext): Promise<void> {
  const { clock } = context;
  const service = openService(loadTopology(file), { clock, ...PATIENT_CLIENTS });
  try {
    await checkIdentity(service, { clock, mustProve: false });
    const checks = await checkService(service, { clock, file });
    context.result(checks, (all, { columns }) => renderChecks(all, { columns, withPassed: options.all }));
    const failed = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
    if (failed.length === 0) return;
    throw new CliError('UND_CLI_NOT_READY', {
      what: `${failed.length} of ${checks.length} checks did not pass.`,
      details: { failed },
    });
  } finally {
    await service.close();
  }
}
