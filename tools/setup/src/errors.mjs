/** The codes of the scripts; docs/reference/errors.md is made of these, too. `exit`: a name of EXITS. */
export const SETUP_ERRORS = {
  UND_SETUP_OPTION_UNKNOWN: {
    exit: 'usage',
    meaning: 'A script of package.json was started with an option, or a word, that it does not have.',
    remedy: 'See `npm run SCRIPT -- --help`; options for a script come after `--`.',
  },
  UND_SETUP_OPTION_INVALID: {
    exit: 'usage',
    meaning: 'An option of a script lacks its value, or has one that it does not take.',
    remedy: 'See `npm run SCRIPT -- --help`, which shows which options have a value.',
  },
  UND_SETUP_NOT_INSTALLED: {
    exit: 'refused',
    meaning: 'The npm packages of the checkout are not installed, so `npx understudy` can not run.',
    remedy: 'Run `npm run setup` in the checkout, then the same command again.',
  },
  UND_SETUP_RELEASE_REFUSED: {
    exit: 'refused',
    meaning: 'Packages are published by the release workflow alone.',
    remedy: 'Start the workflow `release` (.github/workflows/release.yml) by hand on main.',
  },
  UND_SETUP_UNEXPECTED: {
    exit: 'unexpected',
    meaning: 'A script failed in a way that it does not know.',
    remedy:
      'Run it again with UNDERSTUDY_DEBUG=true, which shows the stack, and open an issue with what it prints.',
  },
};

/** Exit codes by their names, as everywhere in Understudy; what runs before anything is installed can not import them. */
const EXITS = { unexpected: 1, usage: 2, refused: 3 };

/** An error of a script: `UND_SETUP_<REASON>`, what happened, what to do. */
export class SetupError extends Error {
  /**
   * @param {keyof typeof SETUP_ERRORS} code
   * @param {{ what: string, cause?: unknown }} facts
   */
  constructor(code, { what, cause }) {
    const { remedy, exit } = SETUP_ERRORS[code];
    super(
      `${code}: ${what}\n  What to do: ${remedy}\n  More: docs/reference/errors.md#${code.toLowerCase()}`,
      {
        cause,
      },
    );
    this.name = 'SetupError';
    this.code = code;
    /** @type {number} */
    this.exitCode = EXITS[exit];
  }
}
