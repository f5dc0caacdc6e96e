package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/staff/stafftest"
)

func TestStaffChanges(t *testing.T) {
	stafftest.TestLog(t, func(t *testing.T) staff.Log { return NewStaffChanges(open(t)) })
}
