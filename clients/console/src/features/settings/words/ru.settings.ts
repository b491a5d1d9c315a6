import type { Catalog } from '../../../shared/i18n/translate';

/** What all pages of the settings say. */
export const settings = {
  'settings.title': 'Настройки',
  'settings.sections': 'Страницы настроек',
  'settings.back': 'Назад',
  'settings.adminsOnly': 'Настройки доступны администраторам',
  'settings.adminsOnlyHint': 'Попросите администратора изменить нужное или дать вам эту роль.',
  'section.inboxes': 'Каналы',
  'section.departments': 'Отделы',
  'section.staff': 'Сотрудники',
  'section.history': 'История',
  'section.file': 'Файлом',
  'form.save': 'Сохранить',
  'form.discard': 'Отменить изменения',
  'form.saved': 'Сохранено',
  'form.undone': 'Возвращено',
  'form.unsaved': 'Есть несохранённые изменения',
  'form.away': 'Нет связи с сервером. Ничего не пропало: попробуйте ещё раз.',
  'form.reload': 'Показать, что стоит сейчас',
  'form.unitOf': '{label}: единица',
  'form.unit.s': 'секунды',
  'form.unit.min': 'минуты',
  'form.unit.h': 'часы',
  'form.unit.d': 'дни',
  'form.never': 'никогда',
} as const satisfies Catalog;
