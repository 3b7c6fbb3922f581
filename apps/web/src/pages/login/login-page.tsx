import { useState, type SubmitEvent } from 'react';
import type { SessionState } from '@understudy/api-contract';
import type { ApiClient } from '../../api/api-client.ts';
import { ApiFailure } from '../../api/api-failure.ts';
import { CommandText } from '../../parts/command-text.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { Sprite } from '../../parts/sprite.tsx';

/** A token becomes a session. The token is in no address, and no script keeps it: the session is a cookie that scripts do not see. */
export function LoginPage({
  api,
  failure,
  onEnter,
}: {
  readonly api: ApiClient;
  /** Why it could not be found out whether there is a session. */
  readonly failure: ApiFailure | undefined;
  readonly onEnter: (session: SessionState) => void;
}) {
  const [token, setToken] = useState('');
  const [refused, setRefused] = useState(failure);
  const [isAsking, setAsking] = useState(false);
  const logIn = (event: SubmitEvent) => {
    event.preventDefault();
    if (isAsking || token.trim() === '') return;
    setAsking(true);
    api
      .ask('login', { body: { token: token.trim() } })
      .then(onEnter, (error: unknown) =>
        setRefused(error instanceof ApiFailure ? error : ApiFailure.silent(error)),
      )
      .finally(() => setAsking(false));
  };
  return (
    <main className="login">
      <Sprite />
      <title>Log in · Understudy</title>
      <h1>Understudy</h1>
      <p className="quiet">
        Whether writes succeed, who the writer is, whether it may move, what happens now, and what to do.
      </p>
      <form onSubmit={logIn}>
        <label className="field">
          <span>Token</span>
          <input
            type="password"
            className="mono"
            name="token"
            autoComplete="current-password"
            spellCheck={false}
            required
            value={token}
            onChange={({ target }) => setToken(target.value)}
          />
          <small>A viewer’s token reads; an operator’s or an admin’s also acts.</small>
        </label>
        <button type="submit" className="btn prime wide" aria-disabled={isAsking}>
          {isAsking ? 'Logging in…' : 'Log in'}
        </button>
      </form>
      {refused === undefined ? null : <FailureNotice failure={refused} title="No session" />}
      <CommandText
        title="A token is made on the machine of the API"
        command="understudy token create --role viewer --name NAME"
      />
    </main>
  );
}
