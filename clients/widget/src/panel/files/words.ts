import type { AttachmentRules } from '@besedka/protocol';
import type { Locale } from '../../contract';
import { sized } from '../words/type';

/** What is said of files once their code is there. */
export interface Words {
  readonly camera: string;
  readonly gallery: string;
  readonly file: string;
  readonly drop: string;
  readonly limits: (rules: AttachmentRules) => string;
  readonly tooMany: (most: number) => string;
  readonly tooLarge: (name: string, maxBytes: number) => string;
  readonly chosen: string;
  readonly remove: (name: string) => string;
  readonly again: (name: string) => string;
  readonly states: Readonly<Record<'waiting' | 'sending' | 'examining' | 'ready', string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly reasonOther: (code: string) => string;
  readonly download: string;
  readonly previous: string;
  readonly next: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly nth: (n: number, of: number) => string;
  readonly recording: string;
  readonly stop: string;
  readonly discard: string;
  readonly noMicrophone: string;
  readonly play: string;
  readonly pause: string;
  readonly position: string;
  readonly cannotPlay: string;
}

const enKinds: Readonly<Record<string, string>> = {
  image: 'pictures',
  audio: 'audio',
  video: 'video',
  pdf: 'PDF',
  text: 'text',
  office: 'documents',
  archive: 'archives',
};

const en: Words = {
  camera: 'Take a photo',
  gallery: 'Choose a photo',
  file: 'Choose a file',
  drop: 'Drop files here',
  limits: ({ max_bytes, types }) => `Up to ${sized('en', max_bytes)}${named(types, enKinds)}`,
  tooMany: (most) => `At most ${most} files go with one message.`,
  tooLarge: (name, maxBytes) => `${name} is too large: at most ${sized('en', maxBytes)}.`,
  chosen: 'Files to send',
  remove: (name) => `Remove ${name}`,
  again: (name) => `Try ${name} again`,
  states: { waiting: 'Waiting', sending: 'Uploading', examining: 'Being checked', ready: 'Ready' },
  reasons: {
    file_too_large: 'This file is too large.',
    file_type_refused: 'Files of this type are not taken here.',
    file_lost: 'The browser has not kept this file. Choose it again.',
    too_many_uploads: 'Too many files at once. Try again in a while.',
    file_empty: 'There is nothing in this file.',
    virus_found: 'The check found something harmful in this file.',
    picture_too_large: 'This picture has too many pixels.',
    picture_broken: 'This picture is broken.',
    upload_lost: 'The server has not kept this file. Try again.',
    no_room: 'There is no room for files here now. Try again later.',
    attachments_off: 'Files are not taken here.',
  },
  reasonOther: (code) => `The server did not accept this file (${code}).`,
  download: 'Download',
  previous: 'Previous picture',
  next: 'Next picture',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  nth: (n, of) => `${n} of ${of}`,
  recording: 'Recording',
  stop: 'Stop recording',
  discard: 'Discard the recording',
  noMicrophone: 'The microphone cannot be used. Allow it in the browser, then try again.',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  cannotPlay: 'This browser cannot play it.',
};

const ruKinds: Readonly<Record<string, string>> = {
  image: 'картинки',
  audio: 'аудио',
  video: 'видео',
  pdf: 'PDF',
  text: 'текст',
  office: 'документы',
  archive: 'архивы',
};

const ru: Words = {
  camera: 'Сделать фото',
  gallery: 'Выбрать фото',
  file: 'Выбрать файл',
  drop: 'Перетащите файлы сюда',
  limits: ({ max_bytes, types }) => `До ${sized('ru', max_bytes)}${named(types, ruKinds)}`,
  tooMany: (most) => `В одном сообщении не больше ${most} файлов.`,
  tooLarge: (name, maxBytes) => `${name}: файл слишком большой, можно до ${sized('ru', maxBytes)}.`,
  chosen: 'Файлы к отправке',
  remove: (name) => `Убрать ${name}`,
  again: (name) => `Повторить ${name}`,
  states: {
    waiting: 'Ждёт',
    sending: 'Загружается',
    examining: 'Проверяется',
    ready: 'Готово',
  },
  reasons: {
    file_too_large: 'Файл слишком большой.',
    file_type_refused: 'Файлы такого типа здесь не принимаются.',
    file_lost: 'Браузер не сохранил файл. Выберите его снова.',
    too_many_uploads: 'Слишком много файлов сразу. Повторите чуть позже.',
    file_empty: 'Файл пустой.',
    virus_found: 'Проверка нашла в файле угрозу.',
    picture_too_large: 'В этой картинке слишком много точек.',
    picture_broken: 'Картинка повреждена.',
    upload_lost: 'Сервер не сохранил файл. Повторите.',
    no_room: 'Сейчас здесь нет места для файлов. Повторите позже.',
    attachments_off: 'Файлы здесь не принимаются.',
  },
  reasonOther: (code) => `Сервер не принял файл (${code}).`,
  download: 'Скачать',
  previous: 'Предыдущая картинка',
  next: 'Следующая картинка',
  zoomIn: 'Увеличить',
  zoomOut: 'Уменьшить',
  nth: (n, of) => `${n} из ${of}`,
  recording: 'Идёт запись',
  stop: 'Остановить запись',
  discard: 'Удалить запись',
  noMicrophone: 'Микрофон недоступен. Разрешите его в браузере и повторите.',
  play: 'Слушать',
  pause: 'Пауза',
  position: 'Место в записи',
  cannotPlay: 'Этот браузер не может это воспроизвести.',
};

function named(types: AttachmentRules['types'], kinds: Readonly<Record<string, string>>): string {
  return types === 'any' ? '' : `: ${types.map((type) => kinds[type] ?? type).join(', ')}`;
}

export const words: Readonly<Record<Locale, Words>> = { en, ru };
