import { Button } from '@mantine/core';
import { useI18n } from '../../../shared/i18n';
import { IconAlertTriangle } from '../../../shared/icons';
import { useWords } from '../words';
import styles from './SaveBar.module.css';
import type { Form } from './useForm';

interface Props {
  readonly form: Pick<Form<object>, 'isChanged' | 'isSaving' | 'problem' | 'save' | 'discard'>;
  /** Something typed cannot be sent like this; its field says so. */
  readonly isFaulty?: boolean;
  /** After `old_version`: fetch what stands now. */
  readonly onReload?: () => void;
}

/** At the foot of a page while something on it is not saved, or was refused. */
export function SaveBar({ form, isFaulty = false, onReload }: Props) {
  const { t } = useWords();
  const { refusal } = useI18n();
  const { isChanged, isSaving, problem, save, discard } = form;
  if (!isChanged && problem === null) return null;
  const isOld = problem !== null && problem !== 'away' && problem.code === 'old_version';
  return (
    <div className={styles.bar}>
      <p
        className={styles.words}
        role={problem ? 'alert' : 'status'}
        data-problem={problem !== null || undefined}
      >
        {problem && <IconAlertTriangle size={18} aria-hidden />}
        {problem === null
          ? t(isFaulty ? 'form.faulty' : 'form.unsaved')
          : problem === 'away'
            ? t('form.away')
            : refusal(problem)}
        {problem !== null && problem !== 'away' && problem.detail && <small>{problem.detail}</small>}
      </p>
      {isOld && onReload && (
        <Button variant="default" onClick={onReload}>
          {t('form.reload')}
        </Button>
      )}
      <Button variant="default" onClick={discard} disabled={isSaving}>
        {t('form.discard')}
      </Button>
      <Button onClick={save} loading={isSaving} disabled={!isChanged || isFaulty}>
        {t('form.save')}
      </Button>
    </div>
  );
}
