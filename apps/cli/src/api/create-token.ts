import type { Role } from '@understudy/api-contract';
import { TokenStore, type ListedToken } from '@understudy/api/tokens';
import type { CommandContext } from '@understudy/command-line';
import { requireWords } from '../orchestration/require-words.ts';
import { renderTable } from '../render-table.ts';
import { timeText } from '../time-text.ts';

interface TokensFile {
  /** The path of the file. */
  readonly tokens: string;
}

/** Makes a token; its text is on stdout alone, and nowhere else. @throws ApiError, CommandLineError for a blank name */
export async function createToken(
  { name: given, role, tokens }: TokensFile & { readonly name: string; readonly role: Role },
  context: CommandContext,
): Promise<void> {
  const name = requireWords('name', given);
  const made = new TokenStore(tokens).create({ name, role, createdMs: context.clock.wallMs() });
  const { token, listed } = made;
  context.result({ token, ...listed }, () => token);
  context.err(`${listed.name} is ${role} (${listed.id}). This is the only time that the token is shown.\n`);
}

/** Shows who has tokens. @throws ApiError `UND_API_TOKENS_INVALID` */
export async function listTokens({ tokens }: TokensFile, context: CommandContext): Promise<void> {
  const store = new TokenStore(tokens);
  store.load();
  context.result(store.list(), renderTokens);
}

/** Takes a token back. @throws ApiError `UND_API_TOKEN_UNKNOWN`, `_TOKENS_NOT_WRITTEN` */
export async function revokeToken(
  nameOrId: string,
  { tokens }: TokensFile,
  context: CommandContext,
): Promise<void> {
  const revoked = new TokenStore(tokens).revoke(nameOrId);
  context.result({ revoked }, () => `Revoked the token of ${revoked.name} (${revoked.id}, ${revoked.role}).`);
}

function renderTokens(tokens: readonly ListedToken[]): string {
  if (tokens.length === 0) return 'There are no tokens: make one with `understudy token create`.';
  return renderTable(
    ['Name', 'Role', 'Id', 'Made'],
    tokens.map(({ name, role, id, createdMs }) => [name, role, id, timeText(createdMs)]),
  ).join('\n');
}
