package interaction_test

import (
	"encoding/json"
	"slices"
	"testing"

	"shopfyp.dev/shared/interaction"
)

func TestInterestsAreTexts(t *testing.T) {
	all := []interaction.Interest{{ProductID: "a"}, {ProductID: "b é", Bought: true}, {ProductID: "c"}}
	text, err := json.Marshal(all)
	if err != nil || string(text) != `["a","/b é","c"]` {
		t.Fatalf("Marshal = %s, %v", text, err)
	}
	var read []interaction.Interest
	if err := json.Unmarshal(text, &read); err != nil || !slices.Equal(read, all) {
		t.Errorf("Unmarshal = %+v, %v, want %+v", read, err, all)
	}
}
