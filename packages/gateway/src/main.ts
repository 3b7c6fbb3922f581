#!/usr/bin/env node
/** The gateway as a process: `understudy-gateway TOPOLOGY [options]`; SIGTERM and SIGINT drain and end it. */
import { readFileSync } from 'node:fs';
import { isUnderstudyError } from '@understudy/core';
import { optionsFromTopology } from '@understudy/failover-client/engine';
import { createLogger } from '@understudy/telemetry';
import { parseTopology, type Topology } from '@understudy/topology';
import { GatewayError } from './errors.ts';
import { HELP, readCommand, type Command } from './read-command.ts';
import { readKeys } from './read-keys.ts';
import { startGateway } from './start-gateway.ts';

const EXIT = { broken: 1, wrongOption: 2 } as const;

const logger = createLogger({ name: 'gateway' });

function readTopology(file: string): Topology {
  return parseTopology(readText(file, 'UND_GATEWAY_TOPOLOGY_UNREADABLE'), { file });
}

function readText(file: string, code: 'UND_GATEWAY_TOPOLOGY_UNREADABLE' | 'UND_GATEWAY_TLS_INVALID'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GatewayError(code, { what: `${file} can't be read: ${(cause as Error).message}.`, cause });
  }
}

async function serve(command: Extract<Command, { kind: 'serve' }>): Promise<void> {
  const { topologyFile, tls, keysFile, host, port, allowTableChanges, limits } = command;
  const topology = readTopology(topologyFile);
  const gateway = await startGateway({
    understudy: optionsFromTopology(topology),
    host,
    port,
    tls: tls && {
      cert: readText(tls.certFile, 'UND_GATEWAY_TLS_INVALID'),
      key: readText(tls.keyFile, 'UND_GATEWAY_TLS_INVALID'),
    },
    keys: keysFile === undefined ? undefined : readKeys(keysFile),
    allowTableChanges,
    limits,
    onEvent: logger.event,
  });
  logger.event('gateway.started', { service: topology.service, address: gateway.address });
  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      logger.event('gateway.draining', { signal, inFlight: gateway.inFlight() });
      stopping ??= gateway.close().then(() => {
        logger.event('gateway.stopped');
      });
    });
  }
}

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
try {
  const command = readCommand(process.argv.slice(2));
  if (command.kind === 'help') process.stdout.write(HELP);
  else await serve(command);
} catch (error) {
  const known = isUnderstudyError(error);
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(known ? EXIT.wrongOption : EXIT.broken);
}
