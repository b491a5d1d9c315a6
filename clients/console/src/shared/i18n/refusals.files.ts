/** Refusals about files of messages. */
export const fileRefusals: Readonly<Record<string, readonly [en: string, ru: string]>> = {
  file_lost: [
    'The browser has not kept this file. Choose it again.',
    'Браузер не сохранил этот файл. Выберите его снова.',
  ],
  no_such_upload: [
    'This upload is not there any more. Attach the file again.',
    'Этой загрузки больше нет. Прикрепите файл снова.',
  ],
  no_such_file: ['This file is not there any more.', 'Этого файла больше нет.'],
  attachments_off: ['Files are not taken in this inbox.', 'Этот канал не принимает файлы.'],
  file_too_large: ['The file is too large.', 'Файл слишком большой.'],
  file_empty: ['The file is empty.', 'Файл пуст.'],
  file_type_refused: ['Files of this type are not accepted here.', 'Файлы такого типа здесь не принимаются.'],
  picture_broken: ['The picture cannot be read. Save it anew.', 'Картинка не читается. Сохраните её заново.'],
  picture_too_large: [
    'The picture has too many pixels. Make it smaller.',
    'В картинке слишком много точек. Уменьшите её.',
  ],
  virus_found: ['The virus scanner refused the file.', 'Антивирус не пропустил файл.'],
  scanner_unavailable: [
    'The virus scanner does not answer. The file is looked at again by itself.',
    'Антивирус не отвечает. Файл проверится сам, чуть позже.',
  ],
  too_many_uploads: [
    'Too many files wait to be sent. Send or remove some first.',
    'Слишком много неотправленных файлов. Отправьте или уберите часть.',
  ],
  wrong_offset: [
    'The upload was interrupted. It goes on by itself.',
    'Загрузка прервалась. Она продолжится сама.',
  ],
  piece_too_large: [
    'The upload was interrupted. Attach the file again.',
    'Загрузка прервалась. Прикрепите файл снова.',
  ],
  upload_lost: [
    'The server has not kept the file. Attach it again.',
    'Сервер не сохранил файл. Прикрепите его снова.',
  ],
  upload_not_ready: ['A file is not ready yet, or was refused.', 'Файл ещё не готов или не принят.'],
  already_attached: [
    'This file was sent already. Attach it again.',
    'Этот файл уже отправлен. Прикрепите его снова.',
  ],
  too_many_attachments: [
    'At most ten files go with one message.',
    'В одном сообщении — не больше десяти файлов.',
  ],
  no_room: [
    'The server has no room for more files. Tell the administrator.',
    'На сервере нет места для файлов. Скажите администратору.',
  ],
};
