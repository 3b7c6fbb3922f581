import { TelemetryError } from './errors.ts';

/** Why a server can't listen, with the address and what to do. */
export function listenError(error: unknown, host: string, port: number): TelemetryError {
  const { code } = error as { readonly code?: unknown };
  const at = `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
  const details = { host, port };
  switch (code) {
    case 'EADDRINUSE':
      return new TelemetryError('UND_TELEMETRY_ADDRESS_IN_USE', {
        what: `${at} is in use.`,
        details,
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new TelemetryError('UND_TELEMETRY_ADDRESS_NOT_ALLOWED', {
        what: `This user may not listen on ${at}.`,
        details,
        cause: error,
      });
    default: {
      const why = error instanceof Error ? error.message : String(error);
      return new TelemetryError('UND_TELEMETRY_LISTEN_FAILED', {
        what: `Can't listen on ${at}: ${why.replace(/\.$/, '')}.`,
        details,
        cause: error,
      });
    }
  }
}
