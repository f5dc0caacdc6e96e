import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button, buttonLook } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { ConfirmDialog } from '../../components/ConfirmDialog';
import { DataTable, type Column } from '../../components/DataTable';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { moment } from '../../lib/format';
import { useMay } from '../../lib/member';
import type { Rule } from '../../lib/types';
import { effectText, kindNames, stateOf } from './ruleText';
import { rulesOptions, useDeleteRule } from './rules';

/** RulesPage lists the rules. An editor can add, change and delete them. */
export function RulesPage() {
  const rules = useQuery(rulesOptions);
  const editor = useMay('editor');
  const [deleting, setDeleting] = useState<Rule>();
  const actions: Column<Rule> = {
    name: 'Action',
    value: () => undefined,
    show: (rule) => (
      <span className="flex flex-wrap gap-2">
        <Link
          to={`/rules/${encodeURIComponent(rule.id)}`}
          aria-label={`Edit “${rule.name}”`}
          className={buttonLook({ look: 'outline', size: 'sm' })}
        >
          Edit
        </Link>
        <Button look="outline" size="sm" aria-label={`Delete “${rule.name}”`} onClick={() => setDeleting(rule)}>
          Delete
        </Button>
      </span>
    ),
  };
  return (
    <Page
      title="Rules"
      intro="Rules pin, lift, lower or block products. Shoppers see a change in a few seconds."
      actions={
        editor && (
          <Link to="/rules/new" className={buttonLook({ look: 'ember' })}>
            New rule
          </Link>
        )
      }
    >
      <Panel title="All rules">
        <Loaded query={rules} subject="the rules">
          {({ rules: all }) => (
            <DataTable
              caption="Rules"
              file="rules"
              rows={all}
              keyOf={(rule) => rule.id}
              columns={editor ? [...columns, actions] : columns}
              empty="There are no rules. The ranking decides alone."
            />
          )}
        </Loaded>
      </Panel>
      {deleting && <DeleteRule rule={deleting} onClose={() => setDeleting(undefined)} />}
    </Page>
  );
}

const columns: Column<Rule>[] = [
  { name: 'Rule', value: (rule) => rule.name },
  { name: 'Kind', value: (rule) => kindNames[rule.kind] },
  { name: 'Effect', value: effectText },
  { name: 'State', value: (rule) => stateOf(rule) },
  {
    name: 'Changed',
    value: (rule) => rule.updatedAt,
    show: ({ updatedAt, updatedBy }) => (updatedAt ? `${moment(updatedAt)} by ${updatedBy ?? 'unknown'}` : '–'),
  },
];

function DeleteRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const remove = useDeleteRule();
  const confirm = () =>
    remove.mutate(rule.id, {
      onSuccess: () => {
        showToast('Rule deleted');
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title="Delete this rule?"
      action="Delete the rule"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{effectText(rule)}. Without the rule, the ranking decides.</p>
    </ConfirmDialog>
  );
}
