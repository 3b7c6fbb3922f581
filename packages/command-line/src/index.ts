export { describeMisfit } from './describe-misfit.ts';
export { wholeNumber, type Range } from './read-number.ts';
export { flag, readWords, valued, type WrongWords } from './read-words.ts';
