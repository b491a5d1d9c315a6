import type { Problem } from '@besedka/protocol';

type Words = readonly [en: string, ru: string];

/**
 * What a refusal means for the person at the console, by its code. The server's `detail` is in English and written
 * for developers too, so it is shown only for a code that is not here.
 */
export const REFUSALS: Readonly<Record<string, Words>> = {
  limit_reached: [
    'The limit is reached. Close, park or pass on a conversation first, or choose the department.',
    'Лимит бесед исчерпан. Сначала завершите, передайте или поставьте на паузу одну, либо выберите отдел.',
  ],
  already_taken: [
    'Somebody was faster: this conversation already has an operator.',
    'Кто-то успел раньше: у этой беседы уже есть оператор.',
  ],
  already_there: ['It is there already.', 'Беседа уже там.'],
  not_transferred: [
    'You have answered here already, or it was not passed on to you. Pass it on instead.',
    'Вы здесь уже отвечали, или её вам не передавали. Передайте её дальше.',
  ],
  taking_anyway_off: [
    'This department does not let anybody go above the limit.',
    'В этом отделе сверх лимита не берут.',
  ],
  bad_destination: ['It cannot be passed on there.', 'Туда передать нельзя.'],
  bad_time: [
    'This time is over, or too far ahead. Choose another one.',
    'Это время уже прошло или слишком далеко. Выберите другое.',
  ],
  unknown_topic: [
    'The department has no such topic any more. Choose another one.',
    'Такой темы в отделе больше нет. Выберите другую.',
  ],
  topic_required: [
    'This department wants to know what it was about. Choose a topic, then close.',
    'В этом отделе нужно указать тему. Выберите её и завершите беседу.',
  ],
  bad_tags: ['This cannot be a tag.', 'Это не похоже на метку.'],
  no_such_promise: ['There is no such promise any more.', 'Такого обещания больше нет.'],
  promise_over: [
    'This promise is kept, broken or withdrawn already.',
    'Это обещание уже выполнено, просрочено или отменено.',
  ],
  bad_problem: ['The server does not know this problem.', 'Сервер не знает такой неполадки.'],
  bad_signing_key: [
    'This key cannot be used. Paste the public key as PEM.',
    'Этот ключ не подходит. Вставьте открытый ключ в формате PEM.',
  ],
  no_such_key: ['There is no such key any more.', 'Такого ключа уже нет.'],
  too_many_keys: [
    'Two keys are in use already. Take one out of use first.',
    'Уже действуют два ключа. Сначала отзовите один из них.',
  ],
  bad_photo: [
    'This is not a picture that can be used. Take a PNG, JPEG or WebP up to 2 MB.',
    'Такую картинку взять нельзя. Подойдёт PNG, JPEG или WebP до 2 МБ.',
  ],
  bad_subscription: [
    'The browser gave no subscription that can be used.',
    'Браузер не дал подписки, которую можно использовать.',
  ],
  push_service_not_allowed: [
    'The server may not use the push service of this browser. Tell the administrator.',
    'Серверу не разрешена служба уведомлений этого браузера. Скажите администратору.',
  ],
  no_such_subscription: ['This device is not on the list any more.', 'Этого устройства в списке больше нет.'],
  too_many_subscriptions: [
    'Ten devices have the second alarm already. Turn it off on one first.',
    'Второй сигнал уже включён на десяти устройствах. Сначала выключите на одном.',
  ],
  no_such_job: ['There is no such work, or it is not yours.', 'Такой работы нет, или она не ваша.'],
  nothing_to_do: ['No conversation was chosen.', 'Не выбрано ни одной беседы.'],
  too_much_at_once: [
    'These are too many at once. Choose fewer conversations.',
    'Слишком много за один раз. Выберите меньше бесед.',
  ],
  cannot_undo: ['This cannot be undone any more.', 'Это уже нельзя отменить.'],
  no_such_photo: ['There is no such photo.', 'Такой фотографии нет.'],
  not_queued: ['This conversation is not in the queue any more.', 'Этой беседы в очереди больше нет.'],
  not_yours: [
    'Somebody else answers here, or nobody yet. Take the conversation first.',
    'Здесь отвечает кто-то другой или пока никто. Сначала возьмите беседу.',
  ],
  operator_unavailable: [
    'With this status no conversations are taken. Go online first.',
    'С таким статусом беседы не берут. Сначала выйдите в сеть.',
  ],
  already_closed: ['The conversation is closed already.', 'Беседа уже завершена.'],
  not_closed: ['The conversation is open.', 'Беседа открыта.'],
  reopen_window_over: [
    'It was closed too long ago to be reopened.',
    'Беседа завершена слишком давно, возобновить её нельзя.',
  ],
  edit_window_over: [
    'The message was sent too long ago to be changed.',
    'Сообщение отправлено слишком давно, изменить его нельзя.',
  ],
  not_author: ['Only the author may change a message.', 'Сообщение может изменить только автор.'],
  empty_text: ['There is no text.', 'Нет текста.'],
  text_too_long: [
    'The text is too long. Shorten it or send it in parts.',
    'Текст слишком длинный. Сократите его или отправьте по частям.',
  ],
  no_such_conversation: [
    'There is no such conversation, or you may not see it.',
    'Такой беседы нет, или она вам не видна.',
  ],
  no_such_message: ['This message is not there any more.', 'Этого сообщения больше нет.'],
  no_such_contact: [
    'There is no such contact, or you may not see it.',
    'Такого контакта нет, или он вам не виден.',
  ],
  no_such_operator: ['There is no such operator.', 'Такого оператора нет.'],
  no_such_department: ['There is no such department.', 'Такого отдела нет.'],
  no_such_session: ['This session has ended already.', 'Этот вход уже завершён.'],
  bad_name: ['This cannot be a name.', 'Это не похоже на имя.'],
  email_taken: ['Somebody here has this e-mail already.', 'Сотрудник с такой почтой уже есть.'],
  bad_chat_limit: ['Expected a whole number from 0 to 100.', 'Нужно целое число от 0 до 100.'],
  last_admin: [
    'Nobody else could change settings any more. Make another person an administrator first.',
    'Менять настройки было бы некому. Сначала назначьте ещё одного администратора.',
  ],
  unknown_department: [
    'One of the departments is not there any more. Look at the list again.',
    'Одного из отделов больше нет. Посмотрите список снова.',
  ],
  bad_origin: ['One of these is not the address of a site.', 'Среди адресов есть неподходящий.'],
  key_taken: ['There is an inbox with this key already.', 'Канал с таким ключом уже есть.'],
  bad_email: ['This is not an e-mail address.', 'Это не адрес электронной почты.'],
  bad_phone: [
    'This is not a phone number. Give it with the country code, such as +7 912 345-67-89.',
    'Это не номер телефона. Укажите его с кодом страны, например +7 912 345-67-89.',
  ],
  unknown_zone: ['There is no such time zone.', 'Такого часового пояса нет.'],
  bad_hours: ['These cannot be working hours.', 'Такими часы работы быть не могут.'],
  bad_lanes: ['These cannot be the lanes of a department.', 'Такими линии отдела быть не могут.'],
  bad_topics: ['These cannot be the topics of a department.', 'Такими темы отдела быть не могут.'],
  bad_giving: ['Conversations cannot be given out like this.', 'Так распределять беседы нельзя.'],
  old_version: [
    'Somebody else changed this meanwhile. Look at it again.',
    'За это время это изменил кто-то другой. Посмотрите ещё раз.',
  ],
  changed_since: [
    'It was changed again since, so it cannot simply be undone.',
    'С тех пор это снова изменили, просто отменить нельзя.',
  ],
  cannot_be_undone: ['This cannot be undone.', 'Это отменить нельзя.'],
  no_such_line: ['There is no such line in the audit.', 'Такой записи в журнале действий нет.'],
  invitation_over: [
    'This invitation works no more: it was used or replaced, or is older than three days. Ask for a new one.',
    'Приглашение больше не действует: его использовали, заменили, или ему больше трёх дней. Попросите новое.',
  ],
  bad_handover: ['The note is empty or too long.', 'Заметка пуста или слишком длинна.'],
  bad_config: ['This configuration cannot be applied.', 'Такие настройки применить нельзя.'],
  rehearsed: ['It could be applied; nothing was done.', 'Применить можно; ничего не сделано.'],
  bad_reason: ['The reason is too long.', 'Причина слишком длинная.'],
  client_id_conflict: [
    'This was sent already with another text. Write it anew.',
    'Это уже отправлено с другим текстом. Напишите заново.',
  ],
  invalid_command: [
    'The server did not understand this. Reload the page: it may be of an older version.',
    'Сервер не понял команду. Обновите страницу: возможно, она устаревшей версии.',
  ],
  bad_cursor: ['The list has changed. Open it anew.', 'Список изменился. Откройте его заново.'],
  wrong_credentials: ['This e-mail and password do not match.', 'Такой пары почты и пароля нет.'],
  signed_out: ['You are not signed in any more.', 'Вход завершён, войдите снова.'],
  bad_ticket: [
    'The pass to the stream is too old. It is asked for again.',
    'Пропуск устарел, запрашиваем новый.',
  ],
  too_many_sign_ins: [
    'Too many tries to sign in. Wait a little.',
    'Слишком много попыток входа. Подождите немного.',
  ],
  too_busy_to_sign_in: [
    'Many people are signing in right now. Try again in a moment.',
    'Сейчас входит много людей. Попробуйте чуть позже.',
  ],
  wrong_password: ['The present password is wrong.', 'Нынешний пароль неверен.'],
  weak_password: ['This password is too easy to guess.', 'Этот пароль слишком легко подобрать.'],
  needs_role: ['Your role does not allow this.', 'Ваша роль этого не разрешает.'],
  too_fast: ['Too fast. Wait a moment and try again.', 'Слишком быстро. Подождите немного и повторите.'],
  overloaded: [
    'The server has too much to do. Nothing was done; try again in a moment.',
    'Сервер перегружен. Ничего не сделано; повторите чуть позже.',
  ],
  internal_error: [
    'Something is broken on the server. It is in the log; try again later.',
    'На сервере неполадка. Она записана в журнал; попробуйте позже.',
  ],
  forged_request: ['The page is too old for this. Reload it.', 'Страница для этого устарела. Обновите её.'],
  foreign_origin: [
    'The server does not know this address of the console. Tell the administrator.',
    'Сервер не знает такого адреса консоли. Скажите администратору.',
  ],
  too_large: ['This is too long to be sent. Send it in parts.', 'Это слишком длинно. Отправьте по частям.'],
  expired: [
    'Written too long ago to be sent by itself. Look at it and send it again, or remove it.',
    'Написано слишком давно, чтобы уйти само. Посмотрите и отправьте снова или уберите.',
  ],
  unexpected_answer: [
    'Something between here and the server gave an answer of its own.',
    'Ответил не сервер, а что-то на пути к нему.',
  ],
  invalid: ['Something in it is not right.', 'Что-то заполнено неверно.'],
  unauthenticated: ['You are not signed in any more.', 'Вход завершён, войдите снова.'],
  forbidden: ['You may not do this.', 'Вам это не разрешено.'],
  not_found: ['It is not there any more, or you may not see it.', 'Этого больше нет, или вам это не видно.'],
  conflict: [
    'Something changed meanwhile. Look again and repeat.',
    'За это время что-то изменилось. Посмотрите и повторите.',
  ],
  too_many: ['Too fast. Wait a moment and try again.', 'Слишком быстро. Подождите немного и повторите.'],
  unavailable: [
    'The server cannot do this right now. Try again in a moment.',
    'Сервер сейчас не может этого сделать. Повторите чуть позже.',
  ],
};

/** The reason in the reader's words; an unknown code falls back to what the server said, then to the code. */
export function refusalWords(
  problem: Problem,
  language: 'en' | 'ru',
  unknown: (code: string) => string,
): string {
  const known = Object.hasOwn(REFUSALS, problem.code) ? REFUSALS[problem.code] : undefined;
  if (known) return known[language === 'en' ? 0 : 1];
  return problem.detail || problem.title || unknown(problem.code);
}
