import type { Problem } from '@besedka/protocol';

interface Words {
  readonly en: string;
  readonly ru: string;
}

/**
 * What a refusal means for the operator, by its code. The server's `detail` is for developers and in English,
 * so it is shown only for a code that is not here.
 */
export const REFUSALS: Readonly<Record<string, Words>> = {
  limit_reached: {
    en: 'You already have as many conversations as your limit allows. Close one first.',
    ru: 'У вас уже столько бесед, сколько разрешает лимит. Сначала завершите одну.',
  },
  already_taken: {
    en: 'Somebody was faster: this conversation already has an operator.',
    ru: 'Кто-то успел раньше: у этой беседы уже есть оператор.',
  },
  text_too_long: {
    en: 'The text is too long. Shorten it or send it in parts.',
    ru: 'Текст слишком длинный. Сократите его или отправьте по частям.',
  },
  client_id_conflict: {
    en: 'This was already sent with another text. Write it anew.',
    ru: 'Это уже отправлено с другим текстом. Напишите заново.',
  },
  invalid_command: {
    en: 'The server did not understand this. Reload the page: it may be of an older version.',
    ru: 'Сервер не понял команду. Обновите страницу: возможно, она устаревшей версии.',
  },
  unauthenticated: {
    en: 'You are not signed in any more.',
    ru: 'Вход завершён, войдите снова.',
  },
  forbidden: {
    en: 'Your role does not allow this.',
    ru: 'Ваша роль этого не разрешает.',
  },
  not_found: {
    en: 'It is not there any more, or you may not see it.',
    ru: 'Этого больше нет, или вам это не видно.',
  },
  conflict: {
    en: 'Something changed meanwhile. Look again and repeat.',
    ru: 'За это время что-то изменилось. Посмотрите и повторите.',
  },
  invalid: {
    en: 'Something in it is not right.',
    ru: 'Что-то заполнено неверно.',
  },
  too_many: {
    en: 'Too fast. Wait a moment and try again.',
    ru: 'Слишком быстро. Подождите немного и повторите.',
  },
  unavailable: {
    en: 'The server cannot do this right now. Try again in a moment.',
    ru: 'Сервер сейчас не может этого сделать. Повторите чуть позже.',
  },
};

/** The reason in the reader's words; an unknown code falls back to what the server said, then to the code. */
export function refusalWords(
  problem: Problem,
  language: 'en' | 'ru',
  unknown: (code: string) => string,
): string {
  const known = REFUSALS[problem.code];
  if (known) return known[language];
  return problem.detail || problem.title || unknown(problem.code);
}
