import type { Catalog } from '../../../shared/i18n/translate';

export const file = {
  'file.title': 'Settings file',
  'file.lead':
    'Departments, inboxes and people as one document: to keep, to compare, to carry to another server.',
  'file.out': 'Take the settings out',
  'file.outHint': 'A JSON file without passwords and other secrets. The same as TOML: besedka config export.',
  'file.download': 'Download',
  'file.copy': 'Copy',
  'file.copied': 'Copied',
  'file.notTaken': 'It did not work. Try again, or download the file.',
  'file.in': 'Bring settings in',
  'file.inHint':
    'What the file does not name stays as it is, and nothing is deleted. What it names is meant as a whole: a field that is missing gets its default.',
  'file.text': 'The document',
  'file.textHint': 'Paste it, drop the file here, or choose it.',
  'file.broken': 'This is not JSON. Expected an object with departments, inboxes or staff.',
  'file.choose': 'Choose a file',
  'file.compare': 'Compare',
  'file.same': 'Nothing differs from what stands now.',
  'file.changes': { one: '{count} field would change', other: '{count} fields would change' },
  'file.apply': { one: 'Apply {count} change', other: 'Apply {count} changes' },
  'file.applied': { one: '{count} change applied.', other: '{count} changes applied.' },
  'file.toHistory': 'To the history',
  'file.new': 'new',
} as const satisfies Catalog;
