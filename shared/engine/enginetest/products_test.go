package enginetest

import (
	"reflect"
	"testing"
)

func TestAllFieldsAreSet(t *testing.T) {
	p := reflect.ValueOf(allFields(4))
	checkSet(t, "Product", p, "")
	checkSet(t, "Card", p.FieldByName("Card"), "Dismissed") // of one shopper, never stored
}

func checkSet(t *testing.T, name string, v reflect.Value, except string) {
	t.Helper()
	for i := range v.NumField() {
		if field := v.Type().Field(i).Name; field != except && v.Field(i).IsZero() {
			t.Errorf("%s.%s is not set, so the suite does not test it", name, field)
		}
	}
}
