import type { OneDepartment } from '@besedka/protocol';
import { Loader } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Blank } from '../../../shared/Blank';
import { worded } from '../../handling/targets';
import { NamesField } from '../form/NamesField';
import { SaveBar } from '../form/SaveBar';
import { useWords } from '../words';
import { BackToList } from './BackToList';
import { OpenState } from './DepartmentList';
import styles from './Departments.module.css';
import { GivingPart } from './GivingPart';
import { HoursPart } from './HoursPart';
import { LanesPart } from './LanesPart';
import { type Fault, faultAt, faultOn, PARTS, type Part } from './places';
import { TopicsPart } from './TopicsPart';
import { useDepartmentForm, useOneDepartment } from './useDepartments';

/** Everything that can be set for one department, on one page. */
export function DepartmentPage({ id }: { id: string }) {
  const { t } = useWords();
  const { data, isError } = useOneDepartment(id);
  if (data) return <Editor found={data} />;
  if (isError) return <Blank title={t('departments.gone')} hint={t('departments.goneHint')} />;
  return <Loader aria-label={t('departments.loading')} />;
}

function Editor({ found }: { found: OneDepartment }) {
  const { t, language } = useWords();
  const form = useDepartmentForm(found);
  const fault = faultAt(form.problem);
  const { department } = found;
  const part = { values: form.values, set: form.set, fault };
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <>
      <BackToList />
      <div className={styles.head}>
        <h2 id="settings-title" className={styles.title}>
          {worded(department.names, language) || department.key} <small>{department.key}</small>
        </h2>
        <OpenState department={department} />
      </div>
      <Contents fault={fault} />
      <PartSection name="names">
        <NamesField
          label={t('departments.names')}
          hint={t('departments.namesHint')}
          value={form.values.names}
          onValue={(names) => form.set({ names })}
          error={faultOn(fault, 'names')}
        />
      </PartSection>
      <PartSection name="hours">
        <HoursPart {...part} />
      </PartSection>
      <PartSection name="giving">
        <GivingPart {...part} />
      </PartSection>
      <PartSection name="lanes">
        <LanesPart {...part} departmentId={department.id} />
      </PartSection>
      <PartSection name="topics">
        <TopicsPart {...part} />
      </PartSection>
      <SaveBar form={form} onReload={() => void form.reload()} />
    </>
  );
}

/** Links to the parts, with a mark on the one in which something was refused. */
function Contents({ fault }: { fault: Fault | null }) {
  const { t } = useWords();
  return (
    <nav className={styles.contents} aria-label={t('departments.contents')}>
      {PARTS.map((part) => (
        <a
          key={part}
          href={`${location.pathname}${location.search}#${part}`}
          data-fault={fault?.part === part || undefined}
        >
          {t(`departments.part.${part}`)}
        </a>
      ))}
    </nav>
  );
}

function PartSection({ name, children }: { name: Part; children: ReactNode }) {
  const { t } = useWords();
  return (
    <section id={name} className={styles.part} aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`}>{t(`departments.part.${name}`)}</h3>
      {children}
    </section>
  );
}
