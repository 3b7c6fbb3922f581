import { useId, type ReactNode } from 'react';
import { Glyph } from './glyph.tsx';

/**
 * A button that says what it does and where to. While it is off it keeps its place and takes focus, and the reason is next to it.
 */
export function ActionButton({
  children,
  onAct,
  off,
  kind = '',
  isSubmit = false,
  showsReason = true,
}: {
  readonly children: ReactNode;
  readonly onAct?: () => void;
  /** Why it cannot be used now; absent: it can. */
  readonly off?: string | undefined;
  readonly kind?: 'prime' | 'danger' | 'prime wide' | 'danger wide' | '';
  readonly isSubmit?: boolean;
  /** Where several buttons of a row share one reason, only one of them shows it; each of them says it. */
  readonly showsReason?: boolean;
}) {
  const why = useId();
  const isOff = off !== undefined;
  return (
    <>
      <button
        type={isSubmit ? 'submit' : 'button'}
        className={`btn ${kind}`}
        aria-disabled={isOff}
        {...(isOff ? { 'aria-describedby': why } : {})}
        onClick={(event) => {
          if (isOff) event.preventDefault();
          else onAct?.();
        }}
      >
        {children}
      </button>
      {isOff ? (
        <span className={showsReason ? 'off-why small quiet' : 'vh'} id={why}>
          {showsReason ? <Glyph name="off" /> : null}
          <span>{off}</span>
        </span>
      ) : null}
    </>
  );
}
