import { useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/Button';
import { showToast } from '@/lib/toast';
import { Panel } from '../../components/Page';
import { messageOf } from '../../lib/messages';
import type { Rule } from '../../lib/types';
import { PreviewPanel } from './PreviewPanel';
import { RuleFields } from './RuleFields';
import { ruleOf } from './ruleForm';
import { usePutRule } from './rules';

/** RuleEditor edits a rule, and shows what it changes before it is saved. */
export function RuleEditor({ rule }: { rule: Rule }) {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState(rule.kind);
  const put = usePutRule();
  const navigate = useNavigate();
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    put.mutate(ruleOf(rule.id, new FormData(event.currentTarget)), {
      onSuccess: () => {
        showToast('Saved. Shoppers see it in a few seconds.');
        void navigate('/rules');
      },
    });
  };
  const draft = () => (form.current?.reportValidity() ? ruleOf(rule.id, new FormData(form.current)) : undefined);
  return (
    <div className="flex flex-col gap-6">
      <Panel title="Rule">
        <form ref={form} onSubmit={save} className="flex flex-col gap-4">
          <RuleFields rule={rule} kind={kind} onKind={setKind} />
          {put.isError && (
            <p role="alert" className="text-sm font-semibold text-rose">
              {messageOf(put.error)}
            </p>
          )}
          <Button type="submit" look="ember" disabled={put.isPending} className="self-start">
            Save the rule
          </Button>
        </form>
      </Panel>
      <PreviewPanel query={rule.query ?? ''} draft={draft} />
    </div>
  );
}
