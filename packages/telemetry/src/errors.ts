import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const TELEMETRY_ERRORS = {
  UND_TELEMETRY_CATALOGUE_INVALID: {
    meaning: 'A metric is declared in a way that Prometheus or its naming rules do not allow.',
    remedy: 'Correct the declaration in the src/metrics.ts of the package that declares the metric.',
  },
  UND_TELEMETRY_SAMPLE_UNDECLARED: {
    meaning:
      'A sample names a metric or a label that no catalogue declares. Thrown in tests and development only.',
    remedy:
      'Declare the metric and its labels in src/metrics.ts of the package, and hand the catalogue to PrometheusTelemetry.',
  },
  UND_TELEMETRY_ADDRESS_IN_USE: {
    meaning: 'Another process listens on the address that the ops server should listen on.',
    remedy: 'Stop the other process, or choose another port; port 0 takes a free one.',
    exit: 'usage',
  },
  UND_TELEMETRY_ADDRESS_NOT_ALLOWED: {
    meaning: 'The operating system does not let this user listen on the address.',
    remedy:
      'Choose a port above 1023, or grant the process the right to bind low ports (CAP_NET_BIND_SERVICE).',
    exit: 'usage',
  },
  UND_TELEMETRY_LISTEN_FAILED: {
    meaning: 'The ops server could not listen on its address.',
    remedy:
      'Check that the host name resolves to an address of this machine and that the port is from 0 to 65535.',
    exit: 'usage',
  },
} as const satisfies ErrorCatalogue;

export type TelemetryErrorCode = keyof typeof TELEMETRY_ERRORS;

/** An error of this package. */
export class TelemetryError extends UnderstudyError<TelemetryErrorCode> {
  constructor(code: TelemetryErrorCode, facts: ErrorFacts) {
    super(code, TELEMETRY_ERRORS[code], facts);
  }
}
