import type { files as en } from './en.files';
import type { Message } from './translate';

/** Файлы сообщений. */
export const files: Readonly<Record<keyof typeof en, Message>> = {
  'list.files': {
    one: '{count} файл',
    few: '{count} файла',
    many: '{count} файлов',
    other: '{count} файла',
  },
  'files.attach': 'Прикрепить файл',
  'files.chosen': 'Файлы к отправке',
  'files.drop': 'Перетащите файлы сюда',
  'files.tooMany': {
    one: 'В одном сообщении не больше {count} файла.',
    few: 'В одном сообщении не больше {count} файлов.',
    many: 'В одном сообщении не больше {count} файлов.',
    other: 'В одном сообщении не больше {count} файла.',
  },
  'files.waiting': 'ждёт',
  'files.sending': 'загружается',
  'files.examining': 'проверяется',
  'files.ready': 'готово',
  'files.again': 'Повторить {name}',
  'files.remove': 'Убрать {name}',
  'files.voice': 'Голосовое сообщение',
  'files.play': 'Слушать',
  'files.pause': 'Пауза',
  'files.position': 'Место в записи',
  'files.cannotPlay': 'Этот браузер не может это воспроизвести.',
  'files.nth': '{number} из {count}',
  'files.previous': 'Предыдущая картинка',
  'files.next': 'Следующая картинка',
  'files.zoomIn': 'Увеличить',
  'files.zoomOut': 'Уменьшить',
  'files.download': 'Скачать',
};
