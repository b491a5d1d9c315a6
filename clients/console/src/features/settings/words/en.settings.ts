import type { Catalog } from '../../../shared/i18n/translate';

/** What all pages of the settings say. */
export const settings = {
  'settings.title': 'Settings',
  'settings.sections': 'Pages of the settings',
  'settings.back': 'Back',
  'settings.adminsOnly': 'Settings are for administrators',
  'settings.adminsOnlyHint': 'Ask one of them to change something, or to give you that role.',
  'section.inboxes': 'Inboxes',
  'section.departments': 'Departments',
  'section.staff': 'People',
  'section.history': 'History',
  'section.file': 'As a file',
  'form.save': 'Save',
  'form.discard': 'Discard changes',
  'form.saved': 'Saved',
  'form.undone': 'Taken back',
  'form.unsaved': 'There are changes that are not saved',
  'form.away': 'The server was not reached. Nothing is lost: try again.',
  'form.reload': 'Load what stands now',
  'form.unitOf': '{label}: unit',
  'form.unit.s': 'seconds',
  'form.unit.min': 'minutes',
  'form.unit.h': 'hours',
  'form.unit.d': 'days',
  'form.never': 'never',
} as const satisfies Catalog;
