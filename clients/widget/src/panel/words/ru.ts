import type { NoticeParams } from '@besedka/protocol';
import { counted, type NoticeLook, roundWait, type Words } from './type';

const messages = { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' };
const characters = { one: 'символ', few: 'символа', many: 'символов', other: 'символа' };
const spans = {
  minute: { one: 'минута', few: 'минуты', many: 'минут', other: 'минуты' },
  hour: { one: 'час', few: 'часа', many: 'часов', other: 'часа' },
};
const count = (n: number, forms: Readonly<Record<string, string>>) => counted('ru', n, forms);

export const ru: Words = {
  chat: (brand) => (brand ? `Чат: ${brand}` : 'Чат'),
  conversation: 'Беседа',
  message: 'Сообщение',
  placeholder: 'Напишите сообщение',
  placeholderClosed: 'Напишите, чтобы продолжить',
  send: 'Отправить',
  save: 'Сохранить',
  cancel: 'Отменить',
  end: 'Завершить',
  minimise: 'Свернуть',
  textSize: 'Размер текста',
  greeting: 'Здравствуйте. Чем помочь?',
  greetingMore: 'Напишите вопрос здесь. Страницу можно закрыть и вернуться: беседа сохранится.',
  statusNew: 'Отвечаем прямо здесь',
  statusQueued: 'В очереди',
  statusActive: 'На связи',
  statusClosed: 'Беседа завершена',
  you: 'Вы',
  support: 'Поддержка',
  typing: (name) => `${name} печатает`,
  edited: 'изменено',
  deleted: 'Сообщение удалено',
  ticks: {
    waiting: 'Отправляется',
    sent: 'Отправлено',
    delivered: 'Доставлено',
    read: 'Прочитано',
    failed: 'Не отправлено',
  },
  actions: 'Действия с сообщением',
  edit: 'Изменить',
  delete: 'Удалить',
  retry: 'Повторить',
  editing: 'Изменение сообщения',
  failed: (reason) => `Не отправлено. ${reason}`,
  reasons: {
    text_too_long: 'Текст слишком длинный: сократите его или отправьте частями.',
    too_large: 'Текст слишком длинный: сократите его или отправьте частями.',
    expired: 'Это написано давно. Отправить сейчас?',
    edit_window_over: 'Изменить его уже нельзя.',
    forbidden: 'Здесь это невозможно.',
  },
  reasonOther: (code) => `Сервер не принял сообщение (${code}).`,
  earlier: 'Предыдущие сообщения',
  newMessages: 'Новые сообщения',
  offline: 'Нет связи. Подключаемся…',
  offlineWaiting: (n) =>
    n === 1
      ? 'Нет связи. Сообщение отправится само, как только она появится.'
      : `Нет связи. ${count(n, messages)} отправим сами, как только она появится.`,
  unavailable: (code) => `На этой странице чат недоступен (${code}).`,
  tooLong: (n) => `Лишнего: ${count(n, characters)}`,
  left: (n) => `Ещё ${count(n, characters)}`,
  today: 'Сегодня',
  yesterday: 'Вчера',
  tomorrow: 'завтра',
  close: 'Закрыть',
  at: (day, time, zone) => `${day ?? 'сегодня'} в ${time} (${zone})`,
  closedNow: 'Сейчас мы закрыты.',
  opens: (when) => `Откроемся ${when}.`,
  statusClosedNow: 'Сейчас закрыто',
  about: 'О чём вопрос?',
  stillHere: 'Я ещё здесь',
  rating: {
    title: 'Оцените работу оператора',
    recommend: 'Насколько вероятно, что вы порекомендуете нас?',
    fiveEnds: ['Очень плохо', 'Отлично'],
    tenEnds: ['Маловероятно', 'Очень вероятно'],
    comment: 'Комментарий',
    send: 'Отправить оценку',
    skip: 'Пропустить',
    choose: 'Выберите число или пропустите оценку.',
    refused: (code) =>
      code === 'rating_over' ? 'Время для этой оценки прошло.' : `Оценка не принята (${code}).`,
    thanks: 'Спасибо за оценку',
    untilThen: (when) => `Изменить её можно до: ${when}.`,
    asked: 'Как прошла беседа?',
    skipped: 'Оценка пропущена',
    givenFive: (points) => `Ваша оценка: ${points} из 5`,
    givenTen: (points) => `Порекомендуете нас: ${points} из 10`,
    rate: 'Оценить',
    change: 'Изменить оценку',
  },
  letter: {
    title: 'Оставить сообщение',
    name: 'Имя',
    email: 'Эл. почта',
    phone: 'Телефон',
    text: 'Сообщение',
    send: 'Отправить',
    sending: 'Отправляется',
    back: 'Назад',
    answerByMail: 'Оставьте сообщение: ответ придёт по почте и появится здесь, в чате.',
    answerHere: 'Оставьте сообщение: ответ появится здесь, в чате.',
    leftByMail: 'Сообщение принято. Ответ придёт по почте и появится здесь, в чате.',
    leftHere: 'Сообщение принято. Ответ появится здесь, в чате.',
    faults: {
      no_address: 'Укажите почту или телефон, чтобы ответ вас нашёл.',
      bad_email: 'Это не полный адрес почты.',
      bad_phone: 'Это не полный номер телефона.',
      empty_text: 'Напишите сообщение.',
      text_too_long: 'Текст слишком длинный: сократите его.',
      bad_name: 'Имя слишком длинное.',
      no_mail: 'Письма отсюда сейчас не отправляются.',
      no_consent: 'Чтобы ответить, нам нужно ваше согласие.',
    },
    faultOther: (code) => `Сервер не принял сообщение (${code}).`,
  },
  line: {
    place: (place, waitMs) => `${placeOf(place)}${waitOf(waitMs)}`,
    busy: 'Все операторы сейчас заняты.',
    wait: 'Подождать',
    mail: 'Сообщить по почте',
    mailMe: 'Сообщить',
  },
  notice: (code, params, look) => {
    const { operator_name: name, by } = params;
    switch (code) {
      case 'waiting':
        return 'Подождите, пожалуйста: оператор скоро подключится';
      case 'assigned':
        return name ? `Вам отвечает ${name}` : 'Оператор на связи';
      case 'reassigned':
        return name ? `Теперь вам отвечает ${name}` : 'Теперь на связи другой оператор';
      case 'closed':
        return closed(by);
      case 'reopened':
        return 'Беседа продолжается';
      case 'silence_warning':
        return `Давно не было сообщений. Беседа завершится ${end(params, look)}`;
      case 'still_here':
        return 'Хорошо, беседа продолжается';
      case 'promised':
        return promised(params, look);
      case 'transferred': {
        const department = look.department(params.department_id ?? '');
        return department ? `Беседа передана: ${department}` : 'Беседа передана коллегам';
      }
      case 'left_in_writing':
        return 'Сообщение принято. Ответим письменно';
      case 'mail_wanted':
        return 'Об ответе сообщим по почте';
      case 'mail_stopped':
        return 'Писем об этой беседе больше не будет';
      default:
        return null;
    }
  },
};

function closed(by: string | undefined): string {
  if (by === 'operator') return 'Беседа завершена оператором. Чтобы продолжить, напишите сообщение';
  if (by === 'timeout') return 'Беседа завершена: давно не было сообщений. Чтобы продолжить, напишите';
  return 'Беседа завершена. Чтобы продолжить, напишите сообщение';
}

function end({ closes_at }: NoticeParams, look: NoticeLook): string {
  return closes_at === undefined ? 'скоро' : `в ${look.time(closes_at)}`;
}

function promised({ operator_name, due_at, outcome }: NoticeParams, look: NoticeLook): string | null {
  if (due_at === undefined) return null;
  const by = look.time(due_at);
  if (outcome === 'kept') return `Обещание ответить до ${by} выполнено`;
  if (outcome === 'broken') return `Ответ, обещанный до ${by}, задерживается. Извините`;
  if (outcome === 'withdrawn') return `Обещание ответить до ${by} отозвано`;
  return operator_name ? `${operator_name} обещает ответить до ${by}` : `Обещаем ответить до ${by}`;
}

function placeOf(place: number): string {
  return place <= 1 ? 'Ваша очередь следующая' : `Ваше место в очереди: ${place}`;
}

function waitOf(waitMs: number | null): string {
  if (waitMs === null) return '. Сколько ждать, сказать пока трудно';
  if (waitMs < 60_000) return ', меньше минуты';
  const { unit, count: n } = roundWait(waitMs);
  return `, примерно ${count(n, spans[unit])}`;
}
