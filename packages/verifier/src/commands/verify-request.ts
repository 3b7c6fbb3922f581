import { VerifierError } from '../errors.ts';

/** What `verify` is asked for. */
export interface VerifyRequest {
  readonly file: string;
  readonly output: string;
  readonly options: {
    readonly table: readonly string[];
    readonly json: string | undefined;
    readonly values: boolean;
    readonly list: number;
    readonly segments: number;
    readonly units: number;
    readonly lagMs: number;
    readonly looks: number;
    readonly repair: boolean;
    readonly apply: boolean;
    readonly watch: boolean;
    readonly fraction: number | undefined;
    readonly everyMs: number | undefined;
    readonly port: number | undefined;
    readonly host: string | undefined;
    readonly seed: number | undefined;
  };
}

/** Refuses options that go only together, or not together. @throws VerifierError `UND_VERIFIER_CONFIG_INVALID` */
export function checkRequest({ options }: Pick<VerifyRequest, 'options'>): void {
  const { apply, repair, watch, fraction, everyMs, port, host, seed } = options;
  if (apply && !repair) throw invalid('--apply needs --repair.');
  if (watch && repair) throw invalid('--watch and --repair exclude each other.');
  if (watch) return;
  const watched = {
    '--fraction': fraction,
    '--every-ms': everyMs,
    '--port': port,
    '--host': host,
    '--seed': seed,
  };
  const stray = Object.entries(watched).find(([, value]) => value !== undefined);
  if (stray !== undefined) throw invalid(`${stray[0]} needs --watch.`);
}

function invalid(what: string): VerifierError {
  return new VerifierError('UND_VERIFIER_CONFIG_INVALID', { what });
}
