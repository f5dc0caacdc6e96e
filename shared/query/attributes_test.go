package query

import "testing"

func TestAudienceOf(t *testing.T) {
	tests := []struct {
		gender, ageGroup string
		want             Attributes
	}{
		{"", "", 0},
		{"female", "", forWomen},
		{"male", "adult", forMen},
		{"unisex", "", forWomen | forMen},
		{"", "adult", forWomen | forMen},
		{"female", "kids", forGirls},
		{"male", "kids", forBoys},
		{"", "kids", forKids},
		{"unisex", "kids", forGirls | forBoys | forKids},
		{"male", "toddler", forBabies | forBoys},
		{"", "toddler", forBabies | forKids},
		{"female", "newborn", forBabies},
		{"", "infant", forBabies},
		{"Damen", "senior", 0},
	}
	for _, tt := range tests {
		if got := AudienceOf(tt.gender, tt.ageGroup); got != tt.want {
			t.Errorf("AudienceOf(%q, %q) = %b, want %b", tt.gender, tt.ageGroup, got, tt.want)
		}
	}
}

func TestAudienceSuitsTheRecipient(t *testing.T) {
	tests := []struct {
		recipient        string
		age              int
		gender, ageGroup string
		other            bool
	}{
		{"son", 10, "male", "kids", false},
		{"son", 10, "", "kids", false},
		{"son", 10, "female", "kids", true},
		{"son", 10, "male", "", true},
		{"son", 30, "male", "", false},
		{"women", 0, "female", "adult", false},
		{"women", 0, "male", "adult", true},
		{"women", 0, "unisex", "", false},
		{"kids", 0, "female", "kids", false},
		{"baby", 0, "", "infant", false},
	}
	for _, tt := range tests {
		f := Filters{Recipient: tt.recipient, Age: tt.age}
		if got := f.HasOtherRecipient(AudienceOf(tt.gender, tt.ageGroup)); got != tt.other {
			t.Errorf("recipient %s, %d years: HasOtherRecipient(%s, %s) = %v, want %v", tt.recipient, tt.age, tt.gender, tt.ageGroup, got, tt.other)
		}
	}
}
