import { counted, type Words } from './type';

const messages = { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' };
const characters = { one: 'символ', few: 'символа', many: 'символов', other: 'символа' };
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
  notice: (code, { operator_name: name, by }) => {
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
