import { causeChain, isUnderstudyError, type UnderstudyError } from '@understudy/core';
import { COMMAND_LINE_ERRORS, CommandLineError, type CommandLineErrorCode } from './errors.ts';

const MISSING: readonly string[] = ['CredentialsProviderError', 'MissingAuthenticationTokenException'];
const REFUSED: readonly string[] = [
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'ExpiredTokenException',
  'ExpiredToken',
  'TokenRefreshRequired',
];
const NOT_ALLOWED: readonly string[] = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'];
const ON_FILES: Readonly<Partial<Record<string, CommandLineErrorCode>>> = {
  ENOSPC: 'UND_COMMAND_LINE_DISK_FULL',
  EDQUOT: 'UND_COMMAND_LINE_DISK_FULL',
  EACCES: 'UND_COMMAND_LINE_FILE_NOT_ALLOWED',
  EPERM: 'UND_COMMAND_LINE_FILE_NOT_ALLOWED',
  EROFS: 'UND_COMMAND_LINE_FILE_NOT_ALLOWED',
  ENOENT: 'UND_COMMAND_LINE_FILE_MISSING',
  ENOTDIR: 'UND_COMMAND_LINE_FILE_MISSING',
  EISDIR: 'UND_COMMAND_LINE_FILE_MISSING',
  EMFILE: 'UND_COMMAND_LINE_FILES_EXHAUSTED',
  ENFILE: 'UND_COMMAND_LINE_FILES_EXHAUSTED',
};
const UNREACHABLE: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
];

/**
 * An error with a code: credentials that are missing, refused or not allowed, wherever they stand among the causes; a
 * network, table, port, file or program that fails, where the error has no code yet; else `UND_COMMAND_LINE_UNEXPECTED`.
 */
export function codeTrouble(error: unknown): UnderstudyError {
  const causes = [...causeChain(error)].filter((cause) => cause instanceof Error);
  const rights = firstOf(causes, codeOfRights);
  if (isUnderstudyError(error) && (rights === undefined || isSaid(rights, error))) return error;
  if (rights !== undefined) return coded(rights, error);
  const trouble = firstOf(causes, codeOfSurroundings);
  if (trouble !== undefined) return coded(trouble, error);
  const what = error instanceof Error ? `${error.name}: ${sentenceOf(error)}` : `${String(error)}.`;
  return new CommandLineError('UND_COMMAND_LINE_UNEXPECTED', { what, cause: error });
}

/** Whether a coded error says the same already, with the region or the table that it is about. */
function isSaid({ code }: Trouble, { exit }: UnderstudyError): boolean {
  return COMMAND_LINE_ERRORS[code].exit === exit;
}

interface Trouble {
  readonly code: CommandLineErrorCode;
  readonly source: Error;
}

function firstOf(
  causes: readonly Error[],
  codeOf: (cause: Error) => CommandLineErrorCode | undefined,
): Trouble | undefined {
  for (const source of causes) {
    const code = codeOf(source);
    if (code !== undefined) return { code, source };
  }
  return undefined;
}

function codeOfRights({ name }: Error): CommandLineErrorCode | undefined {
  if (MISSING.includes(name)) return 'UND_COMMAND_LINE_CREDENTIALS_MISSING';
  if (REFUSED.includes(name)) return 'UND_COMMAND_LINE_CREDENTIALS_REFUSED';
  return NOT_ALLOWED.includes(name) ? 'UND_COMMAND_LINE_NOT_ALLOWED' : undefined;
}

function codeOfSurroundings(cause: Error): CommandLineErrorCode | undefined {
  const { code, syscall } = cause as { readonly code?: unknown; readonly syscall?: unknown };
  if (code === 'EADDRINUSE') return 'UND_COMMAND_LINE_PORT_IN_USE';
  if (syscall === 'listen' || syscall === 'bind') return 'UND_COMMAND_LINE_ADDRESS_UNAVAILABLE';
  if (cause.name === 'ResourceNotFoundException') return 'UND_COMMAND_LINE_TABLE_MISSING';
  if (cause.name === 'TimeoutError') return 'UND_COMMAND_LINE_ENDPOINT_UNREACHABLE';
  if (typeof code !== 'string') return undefined;
  if (typeof syscall === 'string' && syscall.startsWith('spawn')) return 'UND_COMMAND_LINE_PROGRAM_MISSING';
  return UNREACHABLE.includes(code) ? 'UND_COMMAND_LINE_ENDPOINT_UNREACHABLE' : ON_FILES[code];
}

function coded({ code, source }: Trouble, cause: unknown): CommandLineError {
  // Clients of a service note which table is missing.
  const { missingTable } = source as { readonly missingTable?: unknown };
  const what =
    code === 'UND_COMMAND_LINE_TABLE_MISSING' && typeof missingTable === 'string'
      ? `There is no table ${missingTable}.`
      : `${source.name}: ${sentenceOf(source)}`;
  return new CommandLineError(code, { what, cause });
}

/** Its message on one line. A host with several addresses fails with one error for each, and an empty message. */
function sentenceOf(error: Error): string {
  const parts = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  const said = [error.message, ...parts.map((part) => (part instanceof Error ? part.message : String(part)))];
  const text =
    said.find((line) => line.trim() !== '') ?? (error as { readonly code?: string }).code ?? error.name;
  return `${text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')}.`;
}
