import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NOTICE_CODES, noticeWords } from '../src/features/messages/notices';
import { speak } from '../src/shared/i18n';
import { REFUSALS } from '../src/shared/i18n/refusals';
import { entry } from './rows';

const ROOT = new URL('../../../', import.meta.url);

/** Refusals that a console never meets: of other doors, of starting up, and of pages that are not there yet. */
const NEVER_HERE = new Set([
  ...[
    'already_running',
    'bad_setting',
    'demo_store',
    'not_demo_store',
    'not_leading',
    'weak_database',
    'address_refused',
    'no_answer',
    'no_such_picture',
    'unhealthy',
  ],
  ...[
    'bad_token',
    'bad_identity',
    'seal_broken',
    'bad_stop_link',
    'blocked',
    'no_token',
    'no_such_inbox',
    'origin_not_allowed',
    'no_consent',
    'no_address',
    'no_mail',
    'return_link_over',
    'nothing_to_rate',
    'rating_over',
    'bad_rating',
    'bad_key',
  ],
  ...[
    'no_such_address',
    'method_not_allowed',
    'invalid_request',
    'bad_body',
    'body_too_large',
    'wrong_content_type',
  ],
]);

/** The server names a refusal by its class, and makes the code of the name: kernel/errors.py. */
function serverCodes(): readonly string[] {
  const classes = new Map<string, readonly string[]>();
  for (const text of pythonFiles()) {
    for (const [, name = '', bases = ''] of text.matchAll(/^class (\w+)\(([^)]*)\):/gm)) {
      classes.set(
        name,
        bases.split(',').map((base) => base.trim().split('.').at(-1) ?? ''),
      );
    }
  }
  const isRefusal = (name: string): boolean =>
    name === 'Refusal' || (classes.get(name) ?? []).some((base) => base !== name && isRefusal(base));
  return [...classes.keys()].filter((name) => name !== 'Refusal' && isRefusal(name)).map(codeOf);
}

function codeOf(className: string): string {
  return className.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();
}

function pythonFiles(): readonly string[] {
  const folder = new URL('src/besedka/', ROOT);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
}

function protocolNotices(): readonly string[] {
  const page = readFileSync(new URL('docs/protocol.md', ROOT), 'utf8');
  const table = page.split('| code | params | means |')[1]?.split('\n\n')[0] ?? '';
  return [...table.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1] ?? '');
}

function speech(language: 'en' | 'ru') {
  return {
    ...speak(language, () => undefined),
    departmentName: (id: string) => (id === 'd2' ? 'Продажи' : ''),
  };
}

describe('codes of the server', () => {
  test('every refusal that a console can meet has words', () => {
    const codes = serverCodes();
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => !NEVER_HERE.has(code) && !(code in REFUSALS))).toEqual([]);
  });

  test('a refusal has words in both languages', () => {
    const lacking = Object.entries(REFUSALS).filter(
      ([, [english, russian]]) => !english || !/[а-яё]/i.test(russian),
    );
    expect(lacking).toEqual([]);
  });

  test('every notice of the protocol has words, in both languages', () => {
    const codes = protocolNotices();
    expect(codes.filter((code) => !NOTICE_CODES.includes(code))).toEqual([]);
    for (const language of ['en', 'ru'] as const) {
      for (const code of NOTICE_CODES)
        expect(noticeWords(entry({ kind: 'system', code }), speech(language))).toBeTruthy();
    }
  });
});

describe('notices', () => {
  const russian = speech('ru');

  test('name the operator without a gendered verb', () => {
    const assigned = entry({ kind: 'system', code: 'assigned', params: { operator_name: 'Анна' } });
    expect(noticeWords(assigned, russian)).toBe('Отвечает Анна');
  });

  test('say who closed, and stay true when the reason is of a newer server', () => {
    const closed = (by: string) =>
      noticeWords(entry({ kind: 'system', code: 'closed', params: { by: by as never } }), russian);
    expect(closed('visitor')).toContain('клиентом');
    expect(closed('robot')).toBe('Беседа завершена');
  });

  test('say what was promised, and what has become of it', () => {
    const promised = (outcome: string | null) =>
      noticeWords(
        entry({
          kind: 'system',
          code: 'promised',
          params: { operator_name: 'Анна', due_at: 1_000, outcome: outcome as never },
        }),
        russian,
      );
    expect(promised(null)).toMatch(/^Обещан ответ к .*, отвечает Анна$/);
    expect(promised('kept')).toContain('· выполнено');
    expect(promised('of tomorrow')).toBe(promised(null));
  });

  test('name the department that a conversation went to, when the reader knows it', () => {
    const moved = (department_id: string) =>
      noticeWords(entry({ kind: 'system', code: 'transferred', params: { department_id } }), russian);
    expect([moved('d2'), moved('d9')]).toEqual(['Беседа передана: Продажи', 'Беседа передана']);
  });

  test('are left out when their code is not known', () => {
    expect(noticeWords(entry({ kind: 'system', code: 'toString' }), russian)).toBeNull();
    expect(noticeWords(entry({ kind: 'system', code: null }), russian)).toBeNull();
  });
});
