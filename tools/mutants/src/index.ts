export { MUTANTS_ERRORS } from './errors.ts';
export { mutantDocument } from './mutant-document.ts';
