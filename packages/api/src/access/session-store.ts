import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '@understudy/core';
import * as z from 'zod';
import { ApiError } from '../errors.ts';
import { readJsonFile } from './read-json-file.ts';
import { hashSecret } from './token-record.ts';
import { changeJsonFile } from './change-json-file.ts';

const SessionRecord = z.object({
  hash: z.string().regex(/^[\w-]{43}$/),
  token: z.string(),
  untilMs: z.number(),
});
type SessionRecord = z.infer<typeof SessionRecord>;
const SessionFileContent = z.object({ version: z.literal(1), sessions: z.array(SessionRecord) });

export interface Session {
  /** The id of the token that it was made with: it ends with the token. */
  readonly token: string;
  /** Wall time in ms. */
  readonly untilMs: number;
  /** What unsafe requests of it carry. */
  readonly csrf: string;
}

/** A working day. */
const LENGTH_MS = 12 * 3_600_000;
/** The oldest ones end where there are more. */
const MOST = 1_000;

/** Sessions of browsers: by the hash of what their cookie holds, in a file, so that a restart of the API ends none. */
export class SessionStore {
  readonly #path: string;
  readonly #clock: Pick<Clock, 'wallMs'>;
  #sessions: readonly SessionRecord[] = [];

  constructor(path: string, clock: Pick<Clock, 'wallMs'>) {
    this.#path = path;
    this.#clock = clock;
  }

  /** Reads the sessions of before; a damaged file has none. @throws ApiError `UND_API_TOKENS_INVALID` where others may read it */
  load(): void {
    const parsed = SessionFileContent.safeParse(readJsonFile(this.#path)?.value);
    this.#sessions = parsed.success ? parsed.data.sessions : [];
  }

  /** @returns what the cookie holds, which is not kept anywhere. */
  open(token: string): { readonly secret: string; readonly session: Session } {
    const secret = randomBytes(32).toString('base64url');
    const untilMs = this.#clock.wallMs() + LENGTH_MS;
    this.#store([...this.#live(), { hash: hashSecret(secret), token, untilMs }].slice(-MOST));
    return { secret, session: { token, untilMs, csrf: csrfOf(secret) } };
  }

  find(secret: string): Session | undefined {
    const hash = hashSecret(secret);
    const found = this.#live().find((session) => session.hash === hash);
    return found && { token: found.token, untilMs: found.untilMs, csrf: csrfOf(secret) };
  }

  /** @throws ApiError `UND_API_TOKENS_NOT_WRITTEN` */
  end(secret: string): void {
    const hash = hashSecret(secret);
    this.#store(this.#live().filter((session) => session.hash !== hash));
  }

  #live(): readonly SessionRecord[] {
    const nowMs = this.#clock.wallMs();
    return this.#sessions.filter(({ untilMs }) => untilMs > nowMs);
  }

  #store(sessions: readonly SessionRecord[]): void {
    this.#sessions = sessions;
    try {
      changeJsonFile(this.#path, () => ({ value: { version: 1, sessions }, result: undefined }));
    } catch (error) {
      // A full disk must not keep a person out in a disaster: the session holds until the API restarts.
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

/** Known to who has the cookie and to who was answered with it; it gives no way back to the cookie. */
function csrfOf(secret: string): string {
  return createHash('sha256').update(`csrf ${secret}`).digest('base64url').slice(0, 32);
}
