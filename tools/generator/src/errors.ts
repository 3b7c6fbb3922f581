import { UnderstudyError, type ErrorCatalogue, type ErrorFacts } from '@understudy/core';

export const GENERATOR_ERRORS = {
  UND_GENERATOR_ARGUMENTS_INVALID: {
    exit: 'usage',
    meaning: 'The command line is not one that the generator knows.',
    remedy:
      'Write `npm run generate -- package NAME --layer model|adapter|app|test --plane any|data|control --runtime any|node|browser --description "One sentence."` or `npm run generate -- error PACKAGE REASON --meaning "…" --remedy "…"`.',
  },
  UND_GENERATOR_NAME_INVALID: {
    exit: 'usage',
    meaning: 'A name is not one that a package or a code can have. Nothing was written.',
    remedy:
      'Packages: 2 to 40 of a-z, 0-9 and -, beginning with a letter, named after what they do (no utils, helpers, common or misc). Reasons: words of A-Z and 0-9 joined by _.',
  },
  UND_GENERATOR_VALUE_UNKNOWN: {
    exit: 'usage',
    meaning: 'A layer, plane or runtime is unknown to the import rules. Nothing was written.',
    remedy: 'Use one that the message lists; docs/ARCHITECTURE.md explains them.',
  },
  UND_GENERATOR_TEXT_INVALID: {
    exit: 'usage',
    meaning: 'A description, meaning or remedy is not one sentence. Nothing was written.',
    remedy:
      'Write 10 to 300 characters in one line, beginning with a capital letter and ending with a full stop.',
  },
  UND_GENERATOR_PACKAGE_EXISTS: {
    exit: 'usage',
    meaning: 'There is a package of that name, or something else in its folder. Nothing was written.',
    remedy: 'Choose another name, or remove what is there.',
  },
  UND_GENERATOR_PACKAGE_UNKNOWN: {
    exit: 'usage',
    meaning:
      'There is no package of that name, or it has no catalogue in src/errors.ts. Nothing was written.',
    remedy: 'Check the name; make the package first.',
  },
  UND_GENERATOR_CODE_EXISTS: {
    exit: 'usage',
    meaning: 'The catalogue has that code already. Nothing was written.',
    remedy: 'Use the code that is there, or choose another reason.',
  },
  UND_GENERATOR_WORKSPACE_INVALID: {
    exit: 'usage',
    meaning: 'The folder is not the root of the workspace. Nothing was written.',
    remedy: 'Run the generator through `npm run generate` in a checkout of Understudy.',
  },
  UND_GENERATOR_REGISTRATION_FAILED: {
    meaning:
      'The files were written, but the workspace could not take the package in; the files were removed again.',
    remedy: 'Correct what the output above names, and run the generator again.',
  },
} as const satisfies ErrorCatalogue;

export type GeneratorErrorCode = keyof typeof GENERATOR_ERRORS;

export class GeneratorError extends UnderstudyError<GeneratorErrorCode> {
  constructor(code: GeneratorErrorCode, facts: ErrorFacts) {
    super(code, GENERATOR_ERRORS[code], facts);
  }
}
