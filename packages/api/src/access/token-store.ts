import { timingSafeEqual } from 'node:crypto';
import type { Role } from '@understudy/api-contract';
import { ApiError } from '../errors.ts';
import { markOf, readJsonFile } from './read-json-file.ts';
import { drawToken, hashSecret, TokenFileContent, type TokenRecord } from './token-record.ts';
import { changeJsonFile } from './change-json-file.ts';

/** A token as it is shown: without what it is checked by. */
export type ListedToken = Omit<TokenRecord, 'hash'>;

/** The tokens of a file, which is read again whenever it has changed: no restart is needed to create or revoke one. */
export class TokenStore {
  readonly #path: string;
  readonly #onFault: (error: ApiError) => void;
  #mark: string | undefined;
  #tokens: readonly TokenRecord[] = [];

  /** @param onFault gets the error of a file that changed into one that can't be read; the tokens of before count until it can */
  constructor(path: string, onFault: (error: ApiError) => void = () => undefined) {
    this.#path = path;
    this.#onFault = onFault;
  }

  /** Reads the file. One that is not there has no tokens. @throws ApiError `UND_API_TOKENS_INVALID` */
  load(): void {
    const file = readJsonFile(this.#path);
    const parsed = TokenFileContent.safeParse(file?.value ?? { version: 1, tokens: [] });
    if (!parsed.success)
      throw new ApiError('UND_API_TOKENS_INVALID', { what: `${this.#path} holds no list of tokens.` });
    this.#tokens = parsed.data.tokens;
    this.#mark = file?.mark;
  }

  list(): readonly ListedToken[] {
    this.#refresh();
    return this.#tokens.map(({ hash: _hash, ...token }) => token);
  }

  /** The token that was presented. Every one is compared, in a time that says nothing of which was nearly right. */
  find(token: string): ListedToken | undefined {
    this.#refresh();
    const presented = Buffer.from(hashSecret(token));
    let found: TokenRecord | undefined;
    for (const each of this.#tokens) if (timingSafeEqual(Buffer.from(each.hash), presented)) found = each;
    return found && withoutHash(found);
  }

  byId(id: string): ListedToken | undefined {
    this.#refresh();
    const found = this.#tokens.find((token) => token.id === id);
    return found && withoutHash(found);
  }

  /** @returns the token, which is not kept anywhere. @throws ApiError `UND_API_TOKEN_NAME_TAKEN`, `_TOKENS_NOT_WRITTEN`, `_TOKENS_INVALID` */
  create(facts: { readonly name: string; readonly role: Role; readonly createdMs: number }): {
    readonly token: string;
    readonly listed: ListedToken;
  } {
    return this.#change((tokens) => {
      const taken = tokens.find(({ name }) => name === facts.name);
      if (taken !== undefined)
        throw new ApiError('UND_API_TOKEN_NAME_TAKEN', {
          what: `The token ${taken.id} has the name "${taken.name}".`,
          details: { id: taken.id, name: taken.name },
        });
      const { token, record } = drawToken(facts);
      return { tokens: [...tokens, record], result: { token, listed: withoutHash(record) } };
    });
  }

  /** @throws ApiError `UND_API_TOKEN_UNKNOWN`, `_TOKENS_NOT_WRITTEN`, `_TOKENS_INVALID` */
  revoke(nameOrId: string): ListedToken {
    return this.#change((tokens) => {
      const found = tokens.find(({ id, name }) => id === nameOrId || name === nameOrId);
      if (found === undefined)
        throw new ApiError('UND_API_TOKEN_UNKNOWN', { what: `There is no token "${nameOrId}".` });
      return { tokens: tokens.filter((token) => token !== found), result: withoutHash(found) };
    });
  }

  #change<T>(
    change: (tokens: readonly TokenRecord[]) => {
      readonly tokens: readonly TokenRecord[];
      readonly result: T;
    },
  ): T {
    return changeJsonFile(this.#path, () => {
      this.load();
      const { tokens, result } = change(this.#tokens);
      return { value: { version: 1, tokens }, result };
    });
  }

  #refresh(): void {
    if (markOf(this.#path) === this.#mark) return;
    try {
      this.load();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // Not tried again until it changes again: the log has it once.
      this.#mark = markOf(this.#path);
      this.#onFault(error);
    }
  }
}

function withoutHash({ hash: _hash, ...token }: TokenRecord): ListedToken {
  return token;
}
