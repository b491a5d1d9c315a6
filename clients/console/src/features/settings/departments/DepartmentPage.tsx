import type { OneDepartment } from '@besedka/protocol';
import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { Blank } from '../../../shared/Blank';
import { worded } from '../../handling/targets';
import { NamesField } from '../form/NamesField';
import { BackTo, Card } from '../form/Page';
import page from '../form/Page.module.css';
import { SaveBar } from '../form/SaveBar';
import { useWords } from '../words';
import { OpenState } from './DepartmentList';
import styles from './Departments.module.css';
import { GivingPart } from './GivingPart';
import { HoursPart } from './HoursPart';
import { areFaulty } from './hours';
import { LanesPart } from './LanesPart';
import { type Fault, faultAt, faultOn, PARTS } from './places';
import { TopicsPart } from './TopicsPart';
import { useDepartmentForm, useOneDepartment } from './useDepartments';

/** Everything that can be set for one department, on one page. */
export function DepartmentPage({ id }: { id: string }) {
  const { t } = useWords();
  const { data, isError } = useOneDepartment(id);
  if (data) return <Editor found={data} />;
  if (isError) return <Blank title={t('departments.gone')} hint={t('departments.goneHint')} />;
  return <Loader aria-label={t('form.loading')} />;
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
      <BackTo section="departments">{t('departments.all')}</BackTo>
      <div className={page.head}>
        <h2 id="settings-title" className={page.title}>
          {worded(department.names, language) || department.key} <small>{department.key}</small>
        </h2>
        <OpenState department={department} />
      </div>
      <Contents fault={fault} />
      <Card id="names" title={t('departments.part.names')}>
        <NamesField
          label={t('departments.names')}
          hint={t('departments.namesHint')}
          value={form.values.names}
          onValue={(names) => form.set({ names })}
          error={faultOn(fault, 'names')}
        />
      </Card>
      <Card id="hours" title={t('departments.part.hours')}>
        <HoursPart {...part} />
      </Card>
      <Card id="giving" title={t('departments.part.giving')}>
        <GivingPart {...part} />
      </Card>
      <Card id="lanes" title={t('departments.part.lanes')}>
        <LanesPart {...part} departmentId={department.id} />
      </Card>
      <Card id="topics" title={t('departments.part.topics')}>
        <TopicsPart {...part} />
      </Card>
      <SaveBar form={form} isFaulty={areFaulty(form.values.hours)} onReload={() => void form.reload()} />
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
