import * as z from 'zod';
import { Words } from './wall-time.ts';

/** An answer to a proposal, decided on one revision of the intent. */
export const AnswerRequest = z.strictObject({ comment: Words, intentRevision: z.int().min(1) });
export type AnswerRequest = z.infer<typeof AnswerRequest>;
