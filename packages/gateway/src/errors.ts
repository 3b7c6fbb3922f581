import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const GATEWAY_ERRORS = {
  UND_GATEWAY_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of the gateway is missing or invalid.',
    remedy: 'Give it as named here; `understudy gateway run --help` lists every option.',
  },
  UND_GATEWAY_EXPOSED: {
    exit: 'usage',
    meaning:
      'The gateway cannot listen on an address that other machines can reach without TLS and access keys.',
    remedy:
      'Omit --host to listen on loopback, or set --tls-cert, --tls-key and --keys: every client of the gateway acts with its credentials.',
  },
  UND_GATEWAY_KEYS_INVALID: {
    exit: 'usage',
    meaning: 'The file of access keys is unreadable, empty or readable by other users.',
    remedy:
      'Write one `ACCESS_KEY_ID SECRET_ACCESS_KEY` per line, in a file that only the gateway can read (mode 0400).',
  },
  UND_GATEWAY_TLS_INVALID: {
    exit: 'usage',
    meaning: 'The certificate or its private key is invalid.',
    remedy:
      'Set --tls-cert and --tls-key to a certificate chain and its private key in PEM that the gateway can read.',
  },
  UND_GATEWAY_LISTEN_FAILED: {
    exit: 'usage',
    meaning: 'The gateway could not listen on its address.',
    remedy: 'Choose a free port that the gateway is allowed to listen on.',
  },
  UND_GATEWAY_TABLE_CHANGE_REFUSED: {
    exit: 'refused',
    meaning:
      'A request changes a table. The gateway sends it to one region only, and tables must be the same in both.',
    remedy: 'Change the table in both regions without the gateway, or start it with --allow-table-changes.',
  },
  UND_GATEWAY_OVERLOADED: {
    exit: 'refused',
    meaning:
      'More requests, or more bytes of requests, were in flight than the gateway accepts. The request was not applied.',
    remedy: 'SDKs send it again later. Raise --max-in-flight, or run more gateways.',
  },
  UND_GATEWAY_ENCODING_REFUSED: {
    exit: 'refused',
    meaning:
      'The body of a request is compressed or encoded. The gateway reads and changes bodies, and takes plain JSON only.',
    remedy: 'Send the body without Content-Encoding; the AWS SDKs do not compress requests to DynamoDB.',
  },
  UND_GATEWAY_HOST_REFUSED: {
    exit: 'refused',
    meaning:
      'A request to the gateway on loopback names a host that is not this machine, as a web page could make a browser do.',
    remedy: 'Use http://127.0.0.1:PORT or http://localhost:PORT as the endpoint.',
  },
  UND_GATEWAY_WRITER_MOVING: {
    meaning: 'The writer is being moved to the other region; writes wait for it.',
    remedy:
      'No action needed: the gateway is ready again once the move has ended. `understudy status` shows it, and `understudy resume` continues one whose mover is gone.',
  },
  UND_GATEWAY_BROKEN: {
    meaning: 'The gateway failed unexpectedly while it served a request. A write may have been applied.',
    remedy: 'Report it with the log of the gateway.',
  },
} as const satisfies ErrorCatalogue;

export type GatewayErrorCode = keyof typeof GATEWAY_ERRORS;

export class GatewayError extends UnderstudyError<GatewayErrorCode> {
  constructor(code: GatewayErrorCode, facts: ErrorFacts) {
    super(code, GATEWAY_ERRORS[code], facts);
  }
}
