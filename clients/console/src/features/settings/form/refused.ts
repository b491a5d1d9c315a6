import type { Problem } from '@besedka/protocol';
import { isRefusedError } from '@besedka/sdk';
import { type I18n, useI18n } from '../../../shared/i18n';

/** By the code of a refusal: the field that it is about. */
export type FieldOf<Field extends string> = Readonly<Record<string, Field>>;

/** The words for the field that was refused, and what is left to be said below the form. */
export function useRefused<Field extends string>(fieldOf: FieldOf<Field>, problem: Problem | 'away' | null) {
  const { refusal } = useI18n();
  const field = refusedField(fieldOf, problem);
  const words = problem !== null && problem !== 'away' ? refusal(problem) : undefined;
  return (name: Field): string | undefined => (name === field ? words : undefined);
}

export function refusedField<Field extends string>(
  fieldOf: FieldOf<Field>,
  problem: Problem | 'away' | null,
): Field | null {
  if (problem === null || problem === 'away' || !Object.hasOwn(fieldOf, problem.code)) return null;
  return fieldOf[problem.code] ?? null;
}

/** Why something did not work: in the words of a refusal, with its detail, or that nobody was reached. */
export function wordsOf(error: Error, { refusal }: Pick<I18n, 'refusal'>, away: string): string {
  if (!isRefusedError(error)) return away;
  const { problem } = error;
  return [refusal(problem), problem.detail]
    .filter((each, n, all) => each && all.indexOf(each) === n)
    .join(' ');
}
