import { flag, readWords, valued, wholeNumber } from '@understudy/command-line';
import { GatewayError } from './errors.ts';
import { DEFAULT_HOST, DEFAULT_LIMITS, DEFAULT_PORT, type GatewayLimits } from './options.ts';

/** What the gateway's process is told on its command line; secrets are in files. */
export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'serve';
      readonly topologyFile: string;
      readonly host: string;
      readonly port: number;
      readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
      readonly keysFile: string | undefined;
      readonly allowTableChanges: boolean;
      readonly limits: Partial<GatewayLimits>;
    };

export const HELP = `understudy-gateway TOPOLOGY [options]

Speaks DynamoDB's own protocol, so that any SDK follows the service that TOPOLOGY (an understudy.yaml) describes: set
AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:${String(DEFAULT_PORT)} where the application runs, and nothing else.

  --port PORT             where it listens; 0 takes a free port (${String(DEFAULT_PORT)})
  --host ADDRESS          on an address that others can reach, --tls-cert, --tls-key and --keys are demanded (${DEFAULT_HOST})
  --tls-cert FILE         certificate chain, PEM
  --tls-key FILE          its private key, PEM
  --keys FILE             who may use it: one "ACCESS_KEY_ID SECRET_ACCESS_KEY" a line; signatures are verified
  --allow-table-changes   lets CreateTable and its like through to the writer region
  --max-in-flight N       requests under way; past it SDKs are told to slow down (${String(DEFAULT_LIMITS.maxInFlight)})
  --drain-ms MS           how long requests under way may take after SIGTERM (${String(DEFAULT_LIMITS.drainMs)})
  --help                  this text

GET /healthz, /readyz (region, epoch, lease left) and /metrics tell how it is. Its own credentials come from the SDK's chain.
`;

/** @throws GatewayError `UND_GATEWAY_OPTION_INVALID` */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { kind: 'help' };
  const [topologyFile, ...others] = positionals;
  if (topologyFile === undefined || topologyFile === '') throw invalid('No topology is named.');
  if (others.length > 0) throw invalid(`"${others[0] ?? ''}" is one argument too many.`);
  const { 'tls-cert': certFile, 'tls-key': keyFile, host = DEFAULT_HOST } = values;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw invalid('--tls-cert and --tls-key are only of use together.');
  }
  if (host === '') throw invalid('--host is empty.');
  return {
    kind: 'serve',
    topologyFile,
    host,
    port: numberOf('port', values.port, 0, 65_535) ?? DEFAULT_PORT,
    tls: certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile },
    keysFile: values.keys,
    allowTableChanges: values['allow-table-changes'] ?? false,
    limits: limitsOf({
      maxInFlight: numberOf('max-in-flight', values['max-in-flight'], 1, 1_000_000),
      drainMs: numberOf('drain-ms', values['drain-ms'], 1, 3_600_000),
    }),
  };
}

function parse(args: readonly string[]) {
  return readWords(
    {
      args,
      allowPositionals: true,
      options: {
        port: valued,
        host: valued,
        'tls-cert': valued,
        'tls-key': valued,
        keys: valued,
        'allow-table-changes': flag,
        'max-in-flight': valued,
        'drain-ms': valued,
        help: { ...flag, short: 'h' },
      },
    },
    ({ what }) => invalid(what),
  );
}

function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = wholeNumber(text, { least, most });
  if (number !== undefined) return number;
  throw invalid(
    `--${name} is "${text}", but should be a whole number from ${String(least)} to ${String(most)}.`,
  );
}

function limitsOf(given: {
  readonly [K in keyof GatewayLimits]?: number | undefined;
}): Partial<GatewayLimits> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function invalid(what: string): GatewayError {
  return new GatewayError('UND_GATEWAY_OPTION_INVALID', { what });
}
