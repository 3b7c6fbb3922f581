import type { TextStyle } from '@understudy/command-line';
import { plainLine } from '@understudy/findings';
import { timeText } from '../time-text.ts';
import { wrapText } from '../wrap-text.ts';
import { agoText } from './ago-text.ts';
import type { Description } from './description.ts';
import { renderUnknowns } from './render-unknowns.ts';
import type { Unknown } from './unknowns-of.ts';

const MOST_COLUMNS = 80;
const EVIDENCE_SHOWN = 8;

/** What `describe` found, as it is shown. */
export interface ShownDescription extends Description {
  readonly service: string;
  /** Wall time in ms. */
  readonly atMs: number;
  readonly unknown: readonly Unknown[];
}

/** One thing whole: how it is, what is known of it, who saw what, its last moves, and what to do next. */
export function renderDescription(shown: ShownDescription, { wide, columns }: TextStyle): string {
  const { kind, name, service, atMs, state, facts, evidence, moves, next, unknown } = shown;
  const width = wide ? Infinity : Math.min(columns, MOST_COLUMNS);
  const lines = (text: string, indent = ''): readonly string[] =>
    (wide ? [plainLine(text)] : wrapText(plainLine(text), width - indent.length)).map(
      (line) => `${indent}${line}`,
    );
  const labelled = (label: string, text: string): readonly string[] => {
    const space = ' '.repeat(labelWidth);
    const [first = '', ...rest] = lines(text, space);
    return [`${`${label}:`.padEnd(labelWidth)}${first.slice(labelWidth)}`, ...rest];
  };
  const labelWidth = Math.max('State'.length, ...facts.map(([label]) => label.length)) + 2;
  const section = (title: string, entries: readonly string[]): readonly string[] =>
    entries.length === 0 ? [] : ['', `${title}:`, ...entries.flatMap((entry) => lines(entry, '  '))];
  const more = evidence.length - EVIDENCE_SHOWN;
  const missing = renderUnknowns(unknown, atMs, columns);
  return [
    ...lines(`${kind} ${name} of ${service}, ${timeText(atMs)}`),
    '',
    ...labelled('State', state),
    ...facts.flatMap(([label, text]) => labelled(label, text)),
    ...section('Evidence', [
      ...evidence
        .slice(0, wide ? undefined : EVIDENCE_SHOWN)
        .map((each) => `${each.by}, ${agoText(each.atMs, atMs)}: ${each.what}`),
      ...(more > 0 && !wide ? [`and ${String(more)} more; -o wide shows all`] : []),
    ]),
    ...section('Last moves', moves),
    '',
    ...lines(`Next: ${next.what}`),
    ...(next.command === undefined ? [] : [`      ${next.command}`]),
    ...(missing.length === 0 ? [] : ['', ...missing]),
  ].join('\n');
}
