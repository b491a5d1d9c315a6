import type { SectionProps } from '../sections';
import { useWords } from '../words';

export function StaffPage({ item }: SectionProps) {
  const { t } = useWords();
  return <h2 id="settings-title">{item ?? t('staff.title')}</h2>;
}
