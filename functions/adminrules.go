package functions

import (
	"context"
	"errors"
	"reflect"
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

// A ruleEditor changes rules and records who did it.
type ruleEditor struct {
	store rule.Store
	log   staff.Log
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

// errReplaced means that another member of the staff changed a rule between its record and its change.
var errReplaced = errors.New("the rule changed meanwhile")

// maxRuleAttempts bounds how often change starts again because of other members of the staff.
const maxRuleAttempts = 3

// change stores a rule, or deletes it if after is nil, and records the state before and after.
func (e ruleEditor) change(ctx context.Context, id string, after *rule.Rule) (err error) {
	for range maxRuleAttempts {
		if err = e.tryChange(ctx, id, after); !errors.Is(err, errReplaced) {
			return err
		}
	}
	return err
}

func (e ruleEditor) tryChange(ctx context.Context, id string, after *rule.Rule) error {
	var before *rule.Rule
	stored, err := e.store.Get(ctx, id)
	switch {
	case err == nil:
		before = &stored
	case !errors.Is(err, rule.ErrNotFound):
		return err
	case after == nil:
		return nil
	}
	return staff.Record(ctx, e.log, staff.Rule, id, orNil(before), orNil(after), func() error {
		return e.store.Update(ctx, id, func(old *rule.Rule) (*rule.Rule, error) {
			if !reflect.DeepEqual(old, before) {
				return nil, errReplaced
			}
			return after, nil
		})
	})
}

// orNil returns r, or nil without a type.
func orNil(r *rule.Rule) any {
	if r == nil {
		return nil
	}
	return r
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
	return ruleEditor{a.Rules, a.StaffChanges, a.Now}
}

func openRules(a *wire.App) api.Endpoint      { return rules(a.LiveRules) }
func openPutRule(a *wire.App) api.Endpoint    { return api.Serve(newRuleEditor(a).put) }
func openDeleteRule(a *wire.App) api.Endpoint { return api.Serve(newRuleEditor(a).remove) }
