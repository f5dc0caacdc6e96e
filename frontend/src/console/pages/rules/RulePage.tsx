import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Notice } from '@/components/Notice';
import { Loaded } from '../../components/Loaded';
import { Page } from '../../components/Page';
import { useMay } from '../../lib/member';
import type { Rule } from '../../lib/types';
import { RuleEditor } from './RuleEditor';
import { newRuleId } from './ruleForm';
import { rulesOptions } from './rules';

/** RulePage edits a rule. */
export function RulePage() {
  const { ruleId = '' } = useParams();
  const rules = useQuery(rulesOptions);
  return (
    <EditorPage title="Edit the rule">
      <Loaded query={rules} subject="the rule">
        {({ rules: all }) => {
          const rule = all.find((r) => r.id === ruleId);
          return rule ? <RuleEditor rule={rule} /> : <Notice icon="search" title="There is no such rule" />;
        }}
      </Loaded>
    </EditorPage>
  );
}

/** NewRulePage makes a rule. The URL can contain its kind, its query and its product. */
export function NewRulePage() {
  const [params] = useSearchParams();
  const [rule] = useState<Rule>(() => ({
    id: newRuleId('rule'),
    kind: (params.get('kind') as Rule['kind'] | null) ?? 'pin',
    name: '',
    enabled: true,
    position: 1,
    strength: 50,
    query: params.get('query') ?? '',
    productId: params.get('productId') ?? '',
  }));
  return (
    <EditorPage title="New rule">
      <RuleEditor rule={rule} />
    </EditorPage>
  );
}

function EditorPage({ title, children }: { title: string; children: ReactNode }) {
  const editor = useMay('editor');
  return (
    <Page title={title}>
      {editor ? (
        children
      ) : (
        <Notice icon="hidden" title="Only editors and owners change rules">
          Ask an owner of the shop.
        </Notice>
      )}
    </Page>
  );
}
