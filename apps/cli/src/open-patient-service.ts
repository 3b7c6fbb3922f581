import type { CommandContext } from '@understudy/command-line';
import { openService, PATIENT_CLIENTS, type OpenedService } from '@understudy/service';
import type { Topology } from '@understudy/topology';

/** The least time in ms that one look at the control store or at a fence may take. */
const LOOK_MS = 5_000;

/**
 * Opens a service for a command that only reads, while a person waits for what it finds: longer than an application waits for a write,
 * so that a machine that is busy with the same trouble does not take the control store for lost. Nothing may be moved with it.
 */
export function openPatientService(
  topology: Topology,
  { clock, randomness }: Pick<CommandContext, 'clock' | 'randomness'>,
): OpenedService {
  const { limits } = topology;
  const controlTimeoutMs = Math.max(LOOK_MS, limits.controlTimeoutMs);
  const patient = { ...topology, limits: { ...limits, controlTimeoutMs } };
  return openService(patient, { clock, randomness, ...PATIENT_CLIENTS });
}
