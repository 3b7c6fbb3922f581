import type { Ask } from '@understudy/command-line';
import { CliError } from '../errors.ts';
import { parseGivenRegion } from './parse-given-region.ts';
import { parseGivenTable } from './parse-given-table.ts';
import type { InitAnswers } from './types.ts';

/** What the options of `understudy init` gave. */
export interface GivenAnswers {
  readonly service: string | undefined;
  readonly region: readonly string[];
  readonly witness: readonly string[];
  readonly table: readonly string[];
}

const QUESTIONS = {
  service: 'Name of the service (a-z, 0-9, -): ',
  region: 'The two data regions, the first writer first (us-east-1, eu-central-1): ',
  witness: 'The witness, a third region that keeps the route (eu-west-1): ',
  table: 'Tables to protect (orders, carts): ',
} as const;

/**
 * What was given, and answers to questions for the rest.
 * @throws CliError `UND_CLI_ANSWERS_MISSING` where something is missing and there is no terminal
 */
export async function askForAnswers(given: GivenAnswers, ask: Ask | undefined): Promise<InitAnswers> {
  const missing = (['service', 'region', 'witness', 'table'] as const).filter((name) =>
    isMissing(given[name]),
  );
  if (missing.length > 0 && ask === undefined) {
    const options = missing.map((name) => `--${name}`).join(', ');
    throw new CliError('UND_CLI_ANSWERS_MISSING', { what: `Not given: ${options}.`, details: { missing } });
  }
  const answers: Partial<Record<keyof typeof QUESTIONS, string>> = {};
  for (const name of missing) answers[name] = (await ask?.(QUESTIONS[name])) ?? '';
  const list = (name: 'region' | 'witness' | 'table') =>
    isMissing(given[name]) ? words(answers[name]) : given[name];
  return {
    service: given.service ?? answers.service?.trim() ?? '',
    regions: list('region').map(parseGivenRegion),
    witnesses: list('witness').map(parseGivenRegion),
    tables: list('table').map(parseGivenTable),
  };
}

function isMissing(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}

function words(text = ''): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
