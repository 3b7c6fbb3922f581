import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const GATEWAY_ERRORS = {
  UND_GATEWAY_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'The gateway was given an option that it cannot work with.',
    remedy: 'Give it as named here; `understudy gateway run --help` lists every option.',
  },
  UND_GATEWAY_EXPOSED: {
    exit: 'usage',
    meaning:
      'The gateway was to listen on an address that others can reach, without TLS or without keys that it could verify.',
    remedy:
      'Leave out --host to listen on loopback, or give --tls-cert, --tls-key and --keys: whoever reaches the gateway acts with its credentials.',
  },
  UND_GATEWAY_KEYS_INVALID: {
    exit: 'usage',
    meaning: 'The file of access keys is unreadable, empty or open to others.',
    remedy:
      'One `ACCESS_KEY_ID SECRET_ACCESS_KEY` a line, in a file that only the gateway may read (mode 0400).',
  },
  UND_GATEWAY_TLS_INVALID: {
    exit: 'usage',
    meaning: 'Certificate or private key could not be used.',
    remedy: 'Give a certificate chain and its private key in PEM, which the gateway may read.',
  },
  UND_GATEWAY_LISTEN_FAILED: {
    exit: 'usage',
    meaning: 'The gateway could not listen on its address.',
    remedy: 'Choose a port that is free and that it may listen on.',
  },
  UND_GATEWAY_TABLE_CHANGE_REFUSED: {
    exit: 'refused',
    meaning:
      'A request changes a table; the gateway reaches one region, and a table must be the same in both.',
    remedy: 'Change the table in both regions past the gateway, or start it with --allow-table-changes.',
  },
  UND_GATEWAY_OVERLOADED: {
    exit: 'refused',
    meaning:
      'More requests, or more bytes of requests, were under way than the gateway takes. It was surely not applied.',
    remedy: 'SDKs send it again by themselves, later. Raise --max-in-flight, or run more gateways.',
  },
  UND_GATEWAY_HOST_REFUSED: {
    exit: 'refused',
    meaning:
      'A request to the gateway on loopback named a host that is not this machine: a web page may do so, an SDK does not.',
    remedy: 'Use http://127.0.0.1:PORT or http://localhost:PORT as endpoint.',
  },
  UND_GATEWAY_CREDENTIALS_MISSING: {
    exit: 'notAuthenticated',
    meaning: 'The gateway found no credentials of its own to sign requests with.',
    remedy:
      'Give its process credentials as to any AWS SDK: environment, profile, container or instance role.',
  },
  UND_GATEWAY_BROKEN: {
    meaning: 'The gateway failed at a request in a way that it does not know. A write may have been applied.',
    remedy: 'Report it with what the gateway wrote to its log.',
  },
} as const satisfies ErrorCatalogue;

export type GatewayErrorCode = keyof typeof GATEWAY_ERRORS;

export class GatewayError extends UnderstudyError<GatewayErrorCode> {
  constructor(code: GatewayErrorCode, facts: ErrorFacts) {
    super(code, GATEWAY_ERRORS[code], facts);
  }
}
