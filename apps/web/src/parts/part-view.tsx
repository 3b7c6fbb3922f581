import type { ReactNode } from 'react';
import type { Part } from '@understudy/api-contract';
import { clockWords } from '../words/clock-words.ts';
import { Notice } from './notice.tsx';

/** A part of the snapshot: what is known of it, or why it is not known and what it was before. Never empty for unknown. */
export function PartView<Value>({
  part,
  name,
  children,
}: {
  readonly part: Part<Value>;
  /** Of what it is, as a sentence begins: `The links`. */
  readonly name: string;
  readonly children: (value: Value) => ReactNode;
}) {
  if (part.known) return <>{children(part.value)}</>;
  if (part.last === undefined) {
    return (
      <Notice tone="warn" title={`${name}: not known.`}>
        <p>{part.why}</p>
      </Notice>
    );
  }
  return (
    <>
      <Notice
        tone="warn"
        title={`${name}: not known now. Below is what it was at ${clockWords(part.last.atMs)} UTC.`}
      >
        <p>{part.why}</p>
      </Notice>
      <div className="as-of">{children(part.last.value)}</div>
    </>
  );
}
