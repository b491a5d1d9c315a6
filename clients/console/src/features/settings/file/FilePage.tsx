import type { SectionProps } from '../sections';
import { useWords } from '../words';

export function FilePage({ item }: SectionProps) {
  const { t } = useWords();
  return <h2 id="settings-title">{item ?? t('file.title')}</h2>;
}
