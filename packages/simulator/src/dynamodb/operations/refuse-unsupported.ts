import { SimulatorError } from '../../errors.ts';

/**
 * Refuses, loudly, what the engine would have to ignore.
 * @throws SimulatorError UND_SIMULATOR_PARAMETER_UNSUPPORTED
 */
export function refuseUnsupported(operation: string, input: object, fields: readonly string[]): void {
  const found = fields.find((field) => (input as Record<string, unknown>)[field] !== undefined);
  if (found === undefined) return;
  throw new SimulatorError('UND_SIMULATOR_PARAMETER_UNSUPPORTED', {
    what: `${operation} was called with ${found}.`,
    details: { operation, parameter: found },
  });
}

/** The conditions of before expressions were. */
export const LEGACY_CONDITIONS = ['Expected', 'ConditionalOperator'] as const;
