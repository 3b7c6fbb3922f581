/** Loaded before a program's main file (`--import`), so that it looks names up in the local cloud that started it. */
import { answerNames } from './answer-names.ts';
import { NAMES_VARIABLE } from './name-server.ts';

const server = process.env[NAMES_VARIABLE];
if (server !== undefined) answerNames(server);
