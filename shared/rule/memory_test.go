package rule_test

import (
	"testing"

	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
)

func TestMemory(t *testing.T) {
	ruletest.TestStore(t, func(*testing.T) rule.Store { return new(rule.Memory) })
}
