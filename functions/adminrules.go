package functions

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/staff"
)

// ruleReader is the part of rule.Live that calls about rules need.
type ruleReader interface {
	Newest(ctx context.Context) (*rule.Set, error)
}

type rulesRequest struct{}

type rulesResponse struct {
	Version int64       `json:"version" description:"The version of the rules. It grows with each change."`
	Rules   []rule.Rule `json:"rules" description:"All rules, in the order of their IDs."`
}

// rules returns all rules.
func rules(r ruleReader) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, _ rulesRequest) (rulesResponse, error) {
		set, err := r.Newest(ctx)
		if err != nil {
			return rulesResponse{}, err
		}
		return rulesResponse{set.Version(), append([]rule.Rule{}, set.Rules()...)}, nil
	})
}

// ruleUpdater is the part of rule.Store that changes of rules need.
type ruleUpdater interface {
	Update(ctx context.Context, id string, change func(*rule.Rule) (*rule.Rule, error)) error
}

// A ruleEditor changes rules.
type ruleEditor struct {
	store ruleUpdater
	now   func() time.Time
}

type putRuleRequest struct {
	RuleID string    `path:"ruleId" description:"The ID of the rule. The caller chooses the ID of a new rule."`
	Rule   rule.Rule `json:"rule" description:"The rule. Its id, updatedAt and updatedBy are ignored."`
}

type putRuleResponse struct {
	Rule rule.Rule `json:"rule" description:"The stored rule."`
}

// put creates or replaces a rule.
func (e ruleEditor) put(ctx context.Context, _ string, in putRuleRequest) (putRuleResponse, error) {
	r := in.Rule
	r.ID, r.UpdatedAt, r.UpdatedBy = in.RuleID, e.now().UTC().Truncate(time.Microsecond), staff.FromContext(ctx).Email
	if err := r.Validate(); err != nil {
		return putRuleResponse{}, ruleProblem(err)
	}
	return putRuleResponse{r}, ruleProblem(e.change(ctx, r.ID, &r))
}

type deleteRuleRequest struct {
	RuleID string `path:"ruleId"`
}

type deleteRuleResponse struct {
	Status string `json:"status" enum:"ok"`
}

// remove deletes a rule. It succeeds if the rule does not exist.
func (e ruleEditor) remove(ctx context.Context, _ string, in deleteRuleRequest) (deleteRuleResponse, error) {
	return deleteRuleResponse{"ok"}, e.change(ctx, in.RuleID, nil)
}

// change stores a rule, or deletes it if after is nil. The store records the change.
func (e ruleEditor) change(ctx context.Context, id string, after *rule.Rule) error {
	return e.store.Update(ctx, id, func(*rule.Rule) (*rule.Rule, error) { return after, nil })
}

// ruleProblem returns err with the name of the field in a request.
func ruleProblem(err error) error {
	if errors.Is(err, rule.ErrTooMany) {
		return &invalid.FieldError{Field: "rule", Problem: "is one more than the shop may have: delete another one first"}
	}
	f, ok := errors.AsType[*invalid.FieldError](err)
	switch {
	case !ok:
		return err
	case f.Field == "id":
		return &invalid.FieldError{Field: "ruleId", Problem: f.Problem}
	}
	return &invalid.FieldError{Field: "rule." + f.Field, Problem: f.Problem}
}

func newRuleEditor(a *wire.App) ruleEditor {
	return ruleEditor{a.Rules, a.Now}
}

func openRules(a *wire.App) api.Endpoint      { return rules(a.LiveRules) }
func openPutRule(a *wire.App) api.Endpoint    { return api.Serve(newRuleEditor(a).put) }
func openDeleteRule(a *wire.App) api.Endpoint { return api.Serve(newRuleEditor(a).remove) }
