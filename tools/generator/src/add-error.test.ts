import { describe, expect, it } from '@jest/globals';
import { addError } from './add-error.ts';
import { describeCatalogue } from './describe-catalogue.ts';
import type { ErrorRequest } from './types.ts';

const request: ErrorRequest = {
  kind: 'error',
  name: 'lag-probe',
  reason: 'SHARD_LOST',
  meaning: "A shard's iterator is gone.",
  remedy: 'Start the probe again.',
};
const fresh = () => {
  const { source, index } = describeCatalogue('lag-probe');
  return { errors: source, index };
};

describe('addError', () => {
  it('brings the error class with the first code', () => {
    const { errors, index } = addError(request, fresh());
    expect(errors).toContain('UND_LAG_PROBE_SHARD_LOST: { meaning: "A shard\'s iterator is gone."');
    expect(errors).toContain(
      "import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core'",
    );
    expect(errors).toContain('export type LagProbeErrorCode = keyof typeof LAG_PROBE_ERRORS;');
    expect(errors).toContain('export class LagProbeError extends UnderstudyError<LagProbeErrorCode>');
    expect(index).toContain(
      "export { LAG_PROBE_ERRORS, LagProbeError, type LagProbeErrorCode } from './errors.ts'",
    );
  });

  it('adds further codes behind it, and nothing else', () => {
    const first = addError(request, fresh());
    const second = addError({ ...request, reason: 'TABLE_LOST' }, first);
    expect(second.index).toBe(first.index);
    expect(second.errors.match(/class LagProbeError/g)).toHaveLength(1);
    expect(second.errors.indexOf('SHARD_LOST')).toBeLessThan(second.errors.indexOf('TABLE_LOST'));
  });

  it('refuses a code that is there', () => {
    const first = addError(request, fresh());
    expect(() => addError(request, first)).toThrow('UND_GENERATOR_CODE_EXISTS');
  });

  it('refuses a file without a catalogue', () => {
    expect(() => addError(request, { errors: 'export {};\n', index: '' })).toThrow(
      'UND_GENERATOR_PACKAGE_UNKNOWN',
    );
  });
});
