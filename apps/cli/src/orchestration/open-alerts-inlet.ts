import { readFileSync } from 'node:fs';
import { OrchestratorError } from '@understudy/orchestrator';
import type { OpsInlet } from '@understudy/telemetry';
import { isLoopback } from '@understudy/telemetry/is-loopback';
import type { AlertSettings } from '@understudy/topology';

export interface AlertsInletOptions {
  readonly alerts: AlertSettings;
  /** Where the ops server listens. */
  readonly host: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly take: OpsInlet['take'];
}

/** A shorter one is guessed. */
const SHORTEST_TOKEN = 16;

/**
 * Where an orchestrator takes alerts. The token is read once, and is in no message.
 * @throws OrchestratorError `UND_ORCHESTRATOR_ALERTS_TOKEN_INVALID`, `UND_ORCHESTRATOR_ALERTS_EXPOSED`
 */
export function openAlertsInlet({ alerts, host, env, take }: AlertsInletOptions): OpsInlet {
  const token = readToken(alerts, env);
  if (token === undefined && !isLoopback(host))
    throw new OrchestratorError('UND_ORCHESTRATOR_ALERTS_EXPOSED', {
      what: `--host is "${host}", which is no loopback address, and orchestrator.alerts names no token.`,
      details: { host },
    });
  return { path: '/alerts', take, ...(token !== undefined && { token }) };
}

function readToken(
  { tokenFile, tokenEnv }: AlertSettings,
  env: AlertsInletOptions['env'],
): string | undefined {
  if (tokenFile !== undefined) return checkToken(readFile(tokenFile), `The file ${tokenFile}`);
  if (tokenEnv !== undefined) return checkToken(env[tokenEnv] ?? '', `The environment variable ${tokenEnv}`);
  return undefined;
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw invalid(`The file ${path} can't be read (${code}).`);
  }
}

/** Alertmanager trims the file's text, too. */
function checkToken(text: string, where: string): string {
  const token = text.trim();
  if (/^\S+$/.test(token) && token.length >= SHORTEST_TOKEN) return token;
  if (token === '') throw invalid(`${where} is empty.`);
  throw invalid(`${where} holds no token of at least ${String(SHORTEST_TOKEN)} characters without blanks.`);
}

function invalid(what: string): OrchestratorError {
  return new OrchestratorError('UND_ORCHESTRATOR_ALERTS_TOKEN_INVALID', { what });
}
