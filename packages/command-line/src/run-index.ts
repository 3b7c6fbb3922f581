export { runProcess } from './run-process.ts';
export { runProgram, type ProgramContext } from './run-program.ts';
