import { useMediaQuery } from '@mantine/hooks';

/** One column: below this width the list and the conversation take turns. The style sheets say the same number. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
}
