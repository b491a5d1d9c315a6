import type { SectionProps } from '../sections';
import { useWords } from '../words';

export function DepartmentsPage({ item }: SectionProps) {
  const { t } = useWords();
  return <h2 id="settings-title">{item ?? t('departments.title')}</h2>;
}
