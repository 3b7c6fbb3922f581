import { describe, expect, it } from '@jest/globals';
import { readScriptWords } from './read-script-words.mjs';

const script = {
  name: 'npm test',
  options: {
    projects: { short: 'p', value: 'NAMES', description: 'Projects.' },
    verbose: { description: 'More.' },
  },
};
const read = (...words) => readScriptWords(words, script);

describe('readScriptWords', () => {
  it.each([
    [[], false],
    [['-p', 'versions,route', '--verbose'], false],
    [['--projects=route'], false],
    [['--verbose', '-h'], true],
    [['--help'], true],
  ])('takes %j', (words, help) => {
    expect(read(...words)).toEqual({ help });
  });

  it.each([
    ['--project', 'UND_SETUP_OPTION_UNKNOWN: npm test has no option --project. Did you mean --projects?'],
    ['--verbsoe', 'Did you mean --verbose?'],
    ['--nosuch', 'UND_SETUP_OPTION_UNKNOWN: npm test has no option --nosuch.\n'],
    ['-x', 'UND_SETUP_OPTION_UNKNOWN: npm test has no option -x.'],
    ['--constructor', 'has no option --constructor.'],
    ['route', 'UND_SETUP_OPTION_UNKNOWN: npm test has no place for "route".'],
    ['-p', 'UND_SETUP_OPTION_INVALID: -p needs a value: NAMES.'],
    ['--verbose=3', 'UND_SETUP_OPTION_INVALID: --verbose takes no value.'],
  ])('refuses %s', (word, message) => {
    expect(() => read(word)).toThrow(message);
  });

  it('takes no option for the value of another', () => {
    expect(() => read('-p', '--verbose')).toThrow('-p needs a value');
  });
});
