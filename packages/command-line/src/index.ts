export { describeMisfit } from './describe-misfit.ts';
export { wholeNumber, type Range } from './read-number.ts';
export { flag, readWords, valued, type WrongWords } from './read-words.ts';
export { tellTrouble, type Trouble } from './tell-trouble.ts';
