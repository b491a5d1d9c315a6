import type { Catalog } from '../../../shared/i18n/translate';

export const identity = {
  'identity.title': 'Клиенты, которых знает ваш сайт',
  'identity.lead':
    'Ваш сервер подписывает, кто клиент, и операторы видят это с отметкой «Проверен». Ключи меняются сразу, без кнопки «Сохранить».',
  'identity.keys': 'Действующие ключи',
  'identity.since': 'с {time}',
  'identity.revoke': 'Отозвать',
  'identity.revokeOf': 'Отозвать ключ {kid}',
  'identity.secret': 'Секрет ключа {kid}',
  'identity.once': 'Он показан один раз. Храните его на сервере, не на странице.',
  'identity.enough': 'Действуют два ключа. Чтобы добавить ещё один, отзовите один из них.',
  'identity.add': 'Добавить ключ',
  'identity.algorithm': 'Чем подписывать',
  'identity.algorithm.HMAC':
    'Самый простой способ: есть готовый код для PHP, Python, Node.js, Java, Go и C#.',
  'identity.algorithm.HS256': 'JWT с общим секретом.',
  'identity.algorithm.RS256': 'JWT с вашим закрытым ключом RSA.',
  'identity.algorithm.ES256': 'JWT с вашим закрытым ключом на P-256.',
  'identity.publicKey': 'Открытый ключ',
  'identity.check': 'Проверить подпись вашего сайта',
  'identity.checkHint': 'Покажем, что именно не сходится. Ничего не сохраняется, ключи не показываются.',
  'identity.checkIt': 'Проверить',
  'identity.good': 'Чат это примет.',
} as const satisfies Catalog;
