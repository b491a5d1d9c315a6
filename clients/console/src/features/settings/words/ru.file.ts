import type { Catalog } from '../../../shared/i18n/translate';

export const file = {
  'file.title': 'Файл настроек',
  'file.lead':
    'Отделы, каналы и сотрудники одним документом: сохранить, сравнить, перенести на другой сервер.',
  'file.out': 'Выгрузить настройки',
  'file.outHint': 'Файл JSON без паролей и других секретов. То же в виде TOML: besedka config export.',
  'file.download': 'Скачать',
  'file.copy': 'Скопировать',
  'file.copied': 'Скопировано',
  'file.notTaken': 'Не получилось. Попробуйте ещё раз или скачайте файл.',
  'file.in': 'Загрузить настройки',
  'file.inHint':
    'Чего в файле нет, останется как есть, и ничего не удалится. Названное понимается целиком: пропущенное поле получит значение по умолчанию.',
  'file.text': 'Документ',
  'file.textHint': 'Вставьте текст, перетащите файл сюда или выберите его.',
  'file.broken': 'Это не JSON. Нужен объект с departments, inboxes или staff.',
  'file.choose': 'Выбрать файл',
  'file.compare': 'Сравнить',
  'file.same': 'Отличий от нынешних настроек нет.',
  'file.changes': {
    one: 'Изменится {count} поле',
    few: 'Изменятся {count} поля',
    many: 'Изменится {count} полей',
    other: 'Изменятся {count} поля',
  },
  'file.apply': {
    one: 'Применить {count} изменение',
    few: 'Применить {count} изменения',
    many: 'Применить {count} изменений',
    other: 'Применить {count} изменения',
  },
  'file.applied': {
    one: 'Применено {count} изменение.',
    few: 'Применено {count} изменения.',
    many: 'Применено {count} изменений.',
    other: 'Применено {count} изменения.',
  },
  'file.toHistory': 'К истории',
  'file.new': 'новое',
} as const satisfies Catalog;
