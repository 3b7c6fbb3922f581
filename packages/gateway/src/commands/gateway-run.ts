import { defineCommand } from '@understudy/command-line';
import { DEFAULT_HOST, DEFAULT_LIMITS, DEFAULT_PORT } from '../options.ts';

export const gatewayRun = defineCommand({
  name: 'gateway run',
  summary: "Serve DynamoDB's protocol, so that every SDK follows the route unchanged.",
  description: `Set AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:${DEFAULT_PORT} where the application runs. GET /healthz, /readyz (region, epoch, lease left) and /metrics show its state. Its own credentials come from the SDK's chain. Events are lines of JSON on stdout. SIGTERM drains it.`,
  options: {
    port: {
      value: 'PORT',
      description: 'Port to listen on; 0 takes a free one.',
      kind: { whole: [0, 65_535] },
      default: DEFAULT_PORT,
    },
    host: {
      value: 'ADDRESS',
      description: 'Address to listen on. Other than loopback needs --tls-cert, --tls-key and --keys.',
      default: DEFAULT_HOST,
    },
    tlsCert: { value: 'FILE', description: 'Certificate chain, PEM.', kind: 'file' },
    tlsKey: { value: 'FILE', description: 'Its private key, PEM.', kind: 'file' },
    keys: {
      value: 'FILE',
      description: 'Who may use it: one "ACCESS_KEY_ID SECRET_ACCESS_KEY" a line. Signatures are verified.',
      kind: 'file',
    },
    allowTableChanges: { description: 'Forward CreateTable and its like to the writer region.' },
    maxInFlight: {
      value: 'N',
      description: 'Requests at the same time; further ones are throttled.',
      kind: { whole: [1, 1_000_000] },
      default: DEFAULT_LIMITS.maxInFlight,
    },
    drainMs: {
      value: 'MS',
      description: 'Time for open requests after SIGTERM.',
      kind: { whole: [1, 3_600_000] },
      default: DEFAULT_LIMITS.drainMs,
    },
  },
  examples: [
    { command: 'understudy gateway run', does: `On http://127.0.0.1:${DEFAULT_PORT}` },
    {
      command: 'understudy gateway run -f /etc/understudy/understudy.yaml --port 8001',
      does: 'Another topology file and port',
    },
  ],
  daemon: true,
  interrupted: 'Open requests are answered; SDKs repeat the rest elsewhere.',
  run: async (input, context) => (await import('./run-gateway.ts')).runGateway(input, context),
});
