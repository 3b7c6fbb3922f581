import { plainLine } from '@understudy/findings';
import { wrapText } from '../wrap-text.ts';
import type { Complaint, Diagnosis } from './diagnosis.ts';

const COLUMNS = 80;
/** The rest is counted: a page has an end. */
const SHOWN = 8;

/** One page: what is wrong and what to do, then what is in order. */
export function renderDiagnosis({ service, complaints, inOrder, atMs }: Diagnosis): string {
  const time = new Date(atMs).toISOString().slice(11, 19);
  const count = complaints.length === 1 ? '1 thing needs' : `${String(complaints.length)} things need`;
  const head = complaints.length === 0 ? 'nothing needs action' : `${count} action`;
  const more = complaints.length - SHOWN;
  return [
    `${service}, seen from this machine: ${head}. ${time} UTC`,
    ...(complaints.length === 0 ? [] : ['', ...complaints.slice(0, SHOWN).flatMap(linesOf)]),
    ...(more > 0 ? [`  and ${String(more)} more; -o json shows all`] : []),
    ...(inOrder.length === 0 ? [] : ['', 'In order:', ...inOrder.map((line) => `  ${line}`)]),
  ].join('\n');
}

function linesOf({ area, what, remedy }: Complaint, at: number): readonly string[] {
  const number = `${String(at + 1)}.`.padEnd(3);
  const [first = '', ...rest] = wrapText(`${plainLine(what)} (${area})`, COLUMNS - 5);
  return [
    `  ${number}${first}`,
    ...rest.map((line) => `     ${line}`),
    ...wrapText(`To do: ${plainLine(remedy)}`, COLUMNS - 7).map((line) => `       ${line}`),
  ];
}
