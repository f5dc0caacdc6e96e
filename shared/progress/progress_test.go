package progress

import (
	"bytes"
	"regexp"
	"testing"
	"testing/synctest"
	"time"
)

func TestReporterWritesALineEveryTwoSecondsAndAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		r := New(&out)
		for i := range int64(7) {
			r.Update("embed", i+1, 7)
			time.Sleep(time.Second)
		}
		r.Update("publish", 0, 0)
		r.Done()
		r.Done()
		want := `^embed: 3 of 7\nembed: 5 of 7\nembed: 7 of 7\nembed: 7 of 7, 7\.0 s\npublish, 0\.0 s\n$`
		if !regexp.MustCompile(want).Match(out.Bytes()) {
			t.Errorf("output = %q, want match for %q", out.String(), want)
		}
	})
}
