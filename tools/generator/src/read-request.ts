import { flag, readWords, valued } from '@understudy/command-line';
import { GeneratorError } from './errors.ts';
import { LAYERS, PLANES, RUNTIMES, type HelpRequest, type Request } from './types.ts';

const PACKAGE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const REASON = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
/** Names that fit anything. */
const SHAPELESS = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'lib', 'stuff'];

/**
 * Reads and checks a command line, without a look at the workspace.
 * @param args what follows `npm run generate --`
 * @throws GeneratorError `UND_GENERATOR_ARGUMENTS_INVALID`, `UND_GENERATOR_NAME_INVALID`,
 *   `UND_GENERATOR_VALUE_UNKNOWN`, `UND_GENERATOR_TEXT_INVALID`
 */
export function readRequest(args: readonly string[]): Request | HelpRequest {
  const { values, positionals } = parse(args);
  if (values.help === true) return { kind: 'help' };
  const [kind, name = '', reason = '', ...more] = positionals;
  const given = (option: Exclude<keyof typeof values, 'help'>): string => {
    const value = values[option];
    if (value === undefined) throw invalid(`--${option} is missing.`);
    return value;
  };
  const none = (...options: (keyof typeof values)[]) => {
    for (const option of options) {
      if (values[option] !== undefined)
        throw invalid(`--${option} belongs to another command than "${String(kind)}".`);
    }
  };

  if (kind === 'package') {
    if (reason !== '') throw invalid(`"${reason}" is one name too many.`);
    none('meaning', 'remedy');
    return {
      kind,
      name: packageName(name),
      layer: oneOf('layer', LAYERS, given('layer')),
      plane: oneOf('plane', PLANES, given('plane')),
      runtime: oneOf('runtime', RUNTIMES, given('runtime')),
      description: sentence('description', given('description')),
    };
  }
  if (kind === 'error') {
    if (more.length > 0) throw invalid(`"${more.join(' ')}" is too many.`);
    none('layer', 'plane', 'runtime', 'description');
    if (!REASON.test(reason))
      throw new GeneratorError('UND_GENERATOR_NAME_INVALID', { what: `"${reason}" is no reason.` });
    return {
      kind,
      name: packageName(name),
      reason,
      meaning: sentence('meaning', given('meaning')),
      remedy: sentence('remedy', given('remedy')),
    };
  }
  throw invalid(kind === undefined ? 'Nothing was asked for.' : `"${kind}" can't be made.`);
}

function parse(args: readonly string[]) {
  return readWords(
    {
      args,
      allowPositionals: true,
      options: {
        layer: valued,
        plane: valued,
        runtime: valued,
        description: valued,
        meaning: valued,
        remedy: valued,
        help: { ...flag, short: 'h' },
      },
    },
    ({ cause }) => invalid(cause.message, cause),
  );
}

function invalid(what: string, cause?: unknown) {
  return new GeneratorError('UND_GENERATOR_ARGUMENTS_INVALID', { what, cause });
}

function packageName(name: string): string {
  const shapeless = name.split('-').find((part) => SHAPELESS.includes(part));
  if (PACKAGE.test(name) && name.length >= 2 && name.length <= 40 && shapeless === undefined) return name;
  const why = shapeless === undefined ? '' : ` "${shapeless}" says nothing of what is inside.`;
  throw new GeneratorError('UND_GENERATOR_NAME_INVALID', {
    what: `"${name}" is no name for a package.${why}`,
    details: { name },
  });
}

function oneOf<const Value extends string>(option: string, known: readonly Value[], value: string): Value {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new GeneratorError('UND_GENERATOR_VALUE_UNKNOWN', {
    what: `--${option} is "${value}", and can be ${known.join(', ')}.`,
    details: { option, value, known },
  });
}

function sentence(option: string, text: string): string {
  if (text.length >= 10 && text.length <= 300 && /^[\p{Lu}\p{N}`"].*\.$/u.test(text)) return text;
  throw new GeneratorError('UND_GENERATOR_TEXT_INVALID', {
    what: `--${option} is "${text}".`,
    details: { option, text },
  });
}
