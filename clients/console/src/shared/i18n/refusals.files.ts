/** Refusals about files of messages. */
export const fileRefusals: Readonly<Record<string, readonly [en: string, ru: string]>> = {
  file_lost: [
    'The browser has not kept this file. Choose it again.',
    'Браузер не сохранил этот файл. Выберите его снова.',
  ],
  attachments_off: ['Files are not taken in this inbox.', 'Файлы здесь не принимаются.'],
  file_too_large: ['This file is too large.', 'Файл слишком большой.'],
  file_empty: ['There is nothing in this file.', 'Файл пустой.'],
  file_type_refused: ['Files of this type are not taken here.', 'Файлы такого типа здесь не принимаются.'],
  picture_broken: ['This picture is broken.', 'Картинка повреждена.'],
  picture_too_large: ['This picture has too many pixels.', 'В этой картинке слишком много точек.'],
  virus_found: ['The check found something harmful in this file.', 'Проверка нашла в файле угрозу.'],
  scanner_unavailable: [
    'The virus check does not answer. It is tried again by itself.',
    'Проверка на вирусы не отвечает. Попробуем ещё раз сами.',
  ],
  too_many_uploads: [
    'Too many files wait to be sent. Send or remove some first.',
    'Слишком много файлов ждёт отправки. Сначала отправьте или уберите часть.',
  ],
  wrong_offset: ['The upload got out of step. Try again.', 'Загрузка сбилась. Повторите.'],
  piece_too_large: ['The upload got out of step. Try again.', 'Загрузка сбилась. Повторите.'],
  upload_not_ready: [
    'A file of this message has not arrived. Choose it again.',
    'Файл этого сообщения не дошёл. Выберите его снова.',
  ],
  no_such_upload: [
    'The server does not have this file any more. Choose it again.',
    'На сервере этого файла уже нет. Выберите его снова.',
  ],
  already_attached: ['This file was sent already.', 'Этот файл уже отправлен.'],
  too_many_attachments: [
    'At most ten files go with one message.',
    'В одном сообщении не больше десяти файлов.',
  ],
  no_room: ['There is no room for more files on the server.', 'На сервере нет места для новых файлов.'],
  no_such_file: ['This file is not there any more.', 'Этого файла больше нет.'],
};
