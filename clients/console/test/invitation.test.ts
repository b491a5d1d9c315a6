import { describe, expect, test } from 'vitest';
import { invitationIn, passwordFault } from '../src/features/session/invitation';

describe('an invitation', () => {
  test('is what stands behind the mark in the address', () => {
    expect(invitationIn('#invitation=abc')).toBe('abc');
    expect(['', '#', '#invitation=', '#other=abc'].map(invitationIn)).toEqual([null, null, null, null]);
  });

  test('wants a password of ten characters, twice', () => {
    expect(passwordFault('short', 'short')).toBe('short');
    expect(passwordFault('ten characters', 'ten charakters')).toBe('different');
    expect(passwordFault('десять букв', 'десять букв')).toBeNull();
  });
});
