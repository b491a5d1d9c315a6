import { expect, test } from 'vitest';
import { lastWords } from '../src/features/conversations/lastWords';
import { fileSize } from '../src/features/files/size';
import { speak } from '../src/shared/i18n';

const last = { seq: 1, kind: 'message', direction: 'incoming', text: '', at: 0, attachments: 0 } as const;
const en = speak('en', () => undefined);
const ru = speak('ru', () => undefined);

test('a message without words is told by its files, a deleted one by nothing', () => {
  expect(lastWords({ ...last, attachments: 1 }, en.t)).toBe('1 file');
  expect(lastWords({ ...last, attachments: 3 }, ru.t)).toBe('3 файла');
  expect(lastWords({ ...last, text: 'Look', attachments: 3 }, en.t)).toBe('Look');
  expect(lastWords(last, en.t)).toBeNull();
});

test('sizes are short, and in the units of the reader', () => {
  expect(fileSize(317_440, 'en')).toBe('310 kB');
  expect(fileSize(2.44 * 1024 * 1024, 'ru')).toBe('2,4 МБ');
  expect(fileSize(20 * 1024 * 1024, 'en')).toBe('20 MB');
});
