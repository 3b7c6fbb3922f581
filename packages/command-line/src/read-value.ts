import { CommandLineError } from './errors.ts';
import { durationMs } from './duration-ms.ts';
import { nearestNames } from './nearest-names.ts';
import type { ValueKind } from './option-spec.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * The value that `text` is of its kind.
 * @param label how the option or argument is written: `--port`, `TABLE`
 * @throws CommandLineError `UND_COMMAND_LINE_OPTION_INVALID`
 */
export function readValue(label: string, text: string, kind: ValueKind = 'text'): string | number {
  if (text === '') throw invalid(label, text, 'a value');
  if (kind === 'text' || kind === 'file') return text;
  if (kind === 'time') return readTime(label, text);
  if ('choice' in kind) return readChoice(label, text, kind.choice);
  if ('duration' in kind) return readDuration(label, text, kind.duration);
  if ('whole' in kind) {
    const [least, most] = kind.whole;
    return (
      wholeNumber(text, { least, most }) ?? refuse(label, text, `a whole number from ${least} to ${most}`)
    );
  }
  const [least, most] = kind.number;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= least && value <= most ? value : refuse(label, text, `a number from ${least} to ${most}`);
}

function readTime(label: string, text: string): number {
  const atMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? refuse(label, text, 'a time such as 2026-11-23T05:30:00Z') : atMs;
}

function readDuration(label: string, text: string, [least, most]: readonly [string, string]): number {
  const ms = durationMs(text);
  const fits = ms !== undefined && ms >= (durationMs(least) ?? 0) && ms <= (durationMs(most) ?? 0);
  return fits ? ms : refuse(label, text, `a duration from ${least} to ${most}, such as 90s, 30m, 4h or 2d`);
}

function readChoice(label: string, text: string, choice: readonly string[]): string {
  if (choice.includes(text)) return text;
  const [nearest] = nearestNames(text, choice);
  throw invalid(label, text, choice.join(', '), nearest);
}

function refuse(label: string, text: string, expected: string): never {
  throw invalid(label, text, expected);
}

function invalid(label: string, text: string, expected: string, nearest?: string): CommandLineError {
  const hint = nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
  return new CommandLineError('UND_COMMAND_LINE_OPTION_INVALID', {
    what: `${label} is "${text}"; expected ${expected}.${hint}`,
    details: { option: label, value: text },
  });
}
