package post_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/post/posttest"
)

func TestMemory(t *testing.T) {
	posttest.TestStore(t, func(*testing.T) post.Store { return post.NewMemory() })
}

func TestValidate(t *testing.T) {
	valid := posttest.Post("a", 1)
	if err := valid.Validate(); err != nil {
		t.Fatalf("Validate: %v, want no error", err)
	}
	for _, tt := range []struct {
		field  string
		change func(*post.Post)
	}{
		{"id", func(p *post.Post) { p.ID = "a/b" }},
		{"author", func(p *post.Post) { p.Author = " " }},
		{"handle", func(p *post.Post) { p.Handle = "@ann" }},
		{"caption", func(p *post.Post) { p.Caption = strings.Repeat("a", post.MaxCaptionChars+1) }},
		{"about", func(p *post.Post) { p.About = "" }},
		{"videoUrl", func(p *post.Post) { p.VideoURL = "" }},
		{"videoUrl", func(p *post.Post) { p.VideoURL = "//elsewhere.example/a.mp4" }},
		{"videoUrl", func(p *post.Post) { p.VideoURL = "javascript:alert(1)" }},
		{"videoUrl", func(p *post.Post) { p.VideoURL = "https://user@host.example/a.mp4" }},
		{"posterUrl", func(p *post.Post) { p.PosterURL = "http://host.example/a.webp" }},
		{"posterUrl", func(p *post.Post) { p.PosterURL = "videos/a.webp" }},
		{"captionsUrl", func(p *post.Post) { p.CaptionsURL = "data:text/vtt,x" }},
		{"captionsLang", func(p *post.Post) { p.CaptionsLang = "English!" }},
		{"sound", func(p *post.Post) { p.Sound = "\xff" }},
		{"seconds", func(p *post.Post) { p.Seconds = 0 }},
		{"seconds", func(p *post.Post) { p.Seconds = math.NaN() }},
		{"likes", func(p *post.Post) { p.Likes = -1 }},
		{"order", func(p *post.Post) { p.Order = math.Inf(1) }},
		{"tags", func(p *post.Post) { p.Tags = []string{"#sea"} }},
		{"tags", func(p *post.Post) { p.Tags = make([]string, 31) }},
		{"colors", func(p *post.Post) { p.Colors = []string{"#ffffff"} }},
		{"colors", func(p *post.Post) { p.Colors = []string{"red", "#ffffff"} }},
		{"status", func(p *post.Post) { p.Status = "" }},
	} {
		p := posttest.Post("a", 1)
		tt.change(&p)
		e, ok := errors.AsType[*invalid.FieldError](p.Validate())
		if !ok || e.Field != tt.field {
			t.Errorf("Validate of an invalid %s = %v, want an error of that field", tt.field, e)
		}
	}
}

func TestCursor(t *testing.T) {
	for _, c := range []post.Cursor{{}, {Order: 1, ID: "a"}, {Order: -1.5e9, ID: "a:b"}, {Order: 1.0 / 3, ID: "ü"}} {
		if got, err := post.ParseCursor(c.String()); got != c || err != nil {
			t.Errorf("ParseCursor(%q) = %v, %v, want %v", c, got, err, c)
		}
	}
}

func FuzzParseCursor(f *testing.F) {
	f.Add("MTph")
	f.Add("")
	f.Add("bm90")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := post.ParseCursor(text)
		if err == nil && c.String() != text {
			t.Errorf("ParseCursor(%q).String() = %q, want the text", text, c)
		}
	})
}

func TestReadFile(t *testing.T) {
	const fields = `"author": "Ann", "handle": "ann", "caption": "Hi", "about": "A wave", "videoUrl": "/a.mp4", "posterUrl": "/a.webp", "seconds": 3`
	posts, err := post.ReadFile(strings.NewReader(`[{"id": "a", ` + fields + `, "status": "pending", "order": 1.5}]`))
	if err != nil || len(posts) != 1 || posts[0].Caption != "Hi" || posts[0].Status != post.Pending || posts[0].Order != 1.5 {
		t.Errorf("ReadFile = %+v, %v, want one pending post with order 1.5", posts, err)
	}
	for name, tt := range map[string]struct{ text, want string }{
		"not JSON":      {`[`, "read posts"},
		"an object":     {`{}`, "read posts"},
		"more":          {`[] []`, "after the array"},
		"unknown field": {`[{"id": "a", "video": "/a.mp4"}]`, `unknown field "video"`},
		"no status":     {`[{"id": "a", ` + fields + `, "order": 1}]`, "post a: status"},
		"twice":         {`[{"id": "a", ` + fields + `, "status": "approved"}, {"id": "a", ` + fields + `, "status": "approved"}]`, "post a: occurs more than once"},
	} {
		if _, err := post.ReadFile(strings.NewReader(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("ReadFile of %s: %v, want an error with %q", name, err, tt.want)
		}
	}
}
